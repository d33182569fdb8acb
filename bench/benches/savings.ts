/**
 * npm run bench -- savings --file rows.jsonl [--limit N] [--state FILE] [--passes off,on]: what the gates save and what that costs. Every row ({id, file, title, label,
 * text}) goes through the real stages four times, one run at a time with the engines warm: flags off, then flag by flag in the order of rolling
 * out (quality filtering, content routing, early exit). The run with flags off is the audit of all the others: its transcript and its analysis
 * are what they are judged by. With --state, results are kept there item by item, and a further start goes on from them;
 * --passes leaves some passes out, and what rests on them is null.
 */
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '@/lib/config/env';
import type { Analysis, QuickResult, Transcript } from '@/lib/core/runs/content';
import { closeDatabase } from '@/lib/data/client';
import { startThrowawayPostgres } from '@/lib/data/embedded/throwaway';
import { migrateDatabase } from '@/lib/data/migrate';
import { createRuler, deliveredText } from '@/lib/learning/ruler';
import { createEngines, type Engines } from '@/lib/pipeline/engines';
import { testWorker } from '@/lib/pipeline/testing/drive';
import type { Measure } from '../run';
import { readJsonl } from '../support/jsonl';
import { bareSeconds } from './savings/bare';
import { counts, factsOf, isLost } from './savings/facts';
import { type Item, type ItemResult, itemsOf, PASSES, type Pass, type RoundResult } from './savings/item';
import { savingsMetrics } from './savings/metrics';
import { effectiveConfigOf, runItem, serveFiles } from './savings/run';
import { warmUp } from './savings/warm-up';

/** What an item's other passes are judged by: kept with the results of the pass that made it. */
interface Reference {
  transcript: Transcript;
  analysis: Analysis;
}

type Kept = ItemResult & { reference?: Reference };

/** Every such item is also heard by the bare model. */
const BARE_EVERY = 6;

const measure: Measure = async ({ rows, resolvePath, options, progress }) => {
  if (rows === null) throw new Error('savings needs --file (rows of id, file, title, label, text)');
  const items = itemsOf(rows, options.limit, resolvePath);
  const passes = PASSES.filter((pass) => typeof options.passes !== 'string' || options.passes.split(',').includes(pass));
  if (!passes.includes('off')) throw new Error('--passes needs off: the others are judged by it');
  const state = typeof options.state === 'string' ? options.state : null;
  const kept: Kept[] = state && existsSync(state) ? (readJsonl(state) as unknown as Kept[]) : [];
  const site = await serveFiles(items);
  const dataDir = mkdtempSync(join(tmpdir(), 'winnow-savings-'));
  const server = await startThrowawayPostgres();
  Object.assign(process.env, {
    DATABASE_URL: server.url(),
    WINNOW_DATA_DIR: dataDir,
    WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
    LOG_LEVEL: 'error',
  });
  await migrateDatabase(server.url());
  const engines = createEngines(readEnv());
  try {
    const judge = createJudge(engines);
    const worker = testWorker(engines);
    await warmUp(engines, items);
    // All passes of an item one after the other: whatever else the machine does then touches them alike.
    for (const [i, item] of items.entries()) {
      for (const pass of passes) {
        if (kept.some((one) => one.pass === pass && one.id === item.id)) continue;
        const ended = await runItem(item, site.url(item), await effectiveConfigOf(pass), worker);
        const reference = pass === 'off' ? referenceOf(ended) : kept.find((one) => one.pass === 'off' && one.id === item.id)?.reference;
        const result: Kept = {
          ...(await judge(item, pass, ended, reference ?? null)),
          ...(pass === 'off' && reference ? { reference } : {}),
        };
        kept.push(result);
        if (state) appendFileSync(state, `${JSON.stringify(result)}\n`);
        progress(line(pass, i, items.length, result));
      }
    }
    const bareItems = items.filter((_, i) => i % BARE_EVERY === 0);
    const off = kept.filter(({ pass, state: ending }) => pass === 'off' && ending === 'finished');
    const compared = bareItems.filter(({ id }) => off.some((one) => one.id === id));
    progress(`the bare model on ${compared.length} items`);
    const bareMs = 1000 * (await bareSeconds(compared.map(({ file }) => file)));
    const bareOffMs = off.filter(({ id }) => compared.some((item) => item.id === id)).reduce((sum, { spentMs }) => sum + spentMs, 0);
    const { quality } = await effectiveConfigOf('on');
    const { maxLoss, rate, warmupRate } = quality.audit;
    const bars = { maxLoss, minInformativeness: quality.thresholds.minInformativeness, auditRate: rate, warmupRate };
    return {
      n: items.length,
      metrics: savingsMetrics(
        kept.filter(({ pass, id }) => passes.includes(pass) && items.some((item) => item.id === id)),
        { bareMs, bareOffMs },
        bars,
      ),
      settings: {
        passes,
        thresholds: quality.thresholds,
        max_sample_share: quality.maxSampleShare,
        audit: quality.audit,
        bare_items: compared.length,
      },
    };
  } finally {
    await engines.close();
    await closeDatabase();
    await server.discard();
    await site.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

type Ended = Awaited<ReturnType<typeof runItem>>;

const referenceOf = ({ transcript, analysis }: Ended): Reference | undefined =>
  transcript && analysis ? { transcript, analysis } : undefined;

/** All that the user gets to read of a result. */
const toldBy = (result: QuickResult | null): string => (result ? [deliveredText(result), ...(result.topics ?? [])].join('\n') : '');

/** createJudge scores, after the fact, what a pass delivered against what the pass with flags off found. */
function createJudge({ embedder, assessor }: Engines) {
  const ruler = createRuler({ embedder });
  const facts = new Map<string, ReturnType<typeof factsOf>>();
  return async (item: Item, pass: Pass, ended: Ended, reference: Reference | null): Promise<ItemResult> => {
    const { run, config, routedTo, acquireMs, quickResult, analysis, rounds } = ended;
    const result: QuickResult | null = run.processingType === 'early_exit' ? null : (analysis ?? quickResult);
    if (!facts.has(item.id) && counts(item)) facts.set(item.id, factsOf(item, embedder));
    const factShareOf = (await facts.get(item.id)) ?? null;
    const weigh = async (given: QuickResult) => (reference ? assessor.assess(given, reference.transcript, config.quality.weights) : null);
    const measureLoss = async (delivered: string | null) =>
      reference ? ruler.measure({ full: reference.analysis, transcript: reference.transcript, delivered }) : null;

    const delivered = result ? deliveredText(result) : null;
    const factShare = factShareOf && run.state === 'finished' ? factShareOf(toldBy(result)) : null;
    const verdict = pass === 'off' || run.processingType === 'full' ? null : await measureLoss(delivered);
    const judgedRounds: RoundResult[] = [];
    for (const { heardShare, windows, assessment, quickResult: sampled } of rounds) {
      if (!assessment || !sampled || !reference) continue;
      const text = deliveredText(sampled);
      judgedRounds.push({
        heardShare,
        windows: windows.length,
        estimated: assessment.completeness,
        interval: assessment.completenessInterval,
        completeness: (await weigh(sampled))!.completeness,
        loss: (await measureLoss(text))!.loss,
        labelFalse: factShareOf ? isLost(factShareOf(toldBy(sampled))) : false,
      });
    }
    return {
      pass,
      id: item.id,
      state: run.state,
      errorCode: run.errorCode,
      processingType: run.processingType,
      exitCheckpoint: run.exitCheckpoint,
      contentType: run.contentType,
      routedTo,
      verdict: run.verdict,
      spentMs: run.spentMs ?? 0,
      cpuMs: run.cpuMs ?? 0,
      acquireMs,
      durationSeconds: run.durationSeconds,
      heardSeconds: run.heardSeconds,
      delivered,
      quality: result ? ((await weigh(result))?.overall ?? null) : null,
      loss: verdict?.loss ?? null,
      informativeness: verdict?.informativeness ?? null,
      // What was analysed in full is not stopped, whatever it tells.
      labelFalse: factShare === null ? null : run.processingType !== 'full' && (run.processingType === 'early_exit' || isLost(factShare)),
      factShare,
      rounds: judgedRounds,
    };
  };
}

function line(
  pass: Pass,
  index: number,
  count: number,
  { id, state, errorCode, processingType, contentType, spentMs, loss, factShare }: ItemResult,
) {
  const figures = [loss === null ? '' : `loss ${loss.toFixed(2)}`, factShare === null ? '' : `facts ${factShare.toFixed(2)}`]
    .filter(Boolean)
    .join(', ');
  return `${pass} ${index + 1}/${count} ${id}: ${errorCode ?? processingType ?? state} (${contentType}), ${(spentMs / 1000).toFixed(1)} s ${figures}`;
}

export default measure;
