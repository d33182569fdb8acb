/**
 * npm run bench -- recommended --file rows.jsonl [--limit N] [--state DIR]: what tuning recommends on the history of these items (rows of {id, file, title}), measured by
 * running it. Every item goes through the real stages with the flags off first, one at a time, and is judged as full runs are: that is the history, and every stop that any
 * configuration would make of it is audited. Then every item runs under the configuration in force and under the recommended one; what was stopped is held against the
 * full analysis. Where nothing can be recommended, that is the result. With --state, database and results are kept there, and a further start goes on from them.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readEnv } from '@/lib/config/env';
import { closeDatabase } from '@/lib/data/client';
import { startEmbeddedPostgres } from '@/lib/data/embedded';
import { migrateDatabase } from '@/lib/data/migrate';
import { createRuler } from '@/lib/learning/ruler';
import { createEngines } from '@/lib/pipeline/engines';
import { judgeRun } from '@/lib/pipeline/judge';
import { testWorker } from '@/lib/pipeline/testing/drive';
import type { Measure } from '../run';
import { recommendedMetrics } from './recommended/metrics';
import { Passes, type PassName } from './recommended/passes';
import { recommendation } from './recommended/recommendation';
import { itemsOf } from './savings/item';
import { effectiveConfigOf, runItem, serveFiles } from './savings/run';
import { warmUp } from './savings/warm-up';

const FLAGS = { ENABLE_QUALITY_FILTERING: '1', ENABLE_CONTENT_ROUTING: '1', ENABLE_EARLY_EXIT: '1', LOG_LEVEL: 'error' };

const measure: Measure = async ({ rows, resolvePath, options, progress }) => {
  if (rows === null) throw new Error('recommended needs --file (rows of id, file, title)');
  const items = itemsOf(rows, options.limit, resolvePath);
  const kept = typeof options.state === 'string';
  const directory = kept ? resolve(String(options.state)) : mkdtempSync(join(tmpdir(), 'winnow-recommended-'));
  // As root the server runs under another account, which has to get in.
  if (!kept) chmodSync(directory, 0o755);
  const site = await serveFiles(items);
  const server = await startEmbeddedPostgres({ directory });
  const paths = { DATABASE_URL: server.url(), WINNOW_DATA_DIR: join(directory, 'data'), WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}` };
  Object.assign(process.env, FLAGS, paths);
  await migrateDatabase(server.url());
  const engines = createEngines(readEnv());
  try {
    const ruler = createRuler({ embedder: engines.embedder });
    const passes = new Passes(join(directory, 'results.jsonl'), ruler);
    const worker = testWorker(engines);
    await warmUp(engines, items);
    const say = (name: PassName, i: number, item: { id: string }) => progress(`${name} ${i + 1}/${items.length} ${item.id}`);
    for (const [i, item] of items.entries()) {
      if (passes.has('full', item)) continue;
      say('full', i, item);
      const ended = await runItem(item, site.url(item), await effectiveConfigOf('off'), worker);
      await judgeRun(ended.run.id, 1, { ruler, engines });
      await passes.add('full', item, ended);
    }
    const { view, inForce, recommended } = await recommendation(join(directory, 'recommendation.json'));
    progress(view.sentence);
    for (const [i, item] of items.entries()) {
      // One after the other: whatever else the machine does then touches both alike.
      for (const [name, config] of [
        ['in_force', inForce],
        ['recommended', recommended],
      ] as const) {
        if (config === null || passes.has(name, item)) continue;
        say(name, i, item);
        await passes.add(name, item, await runItem(item, site.url(item), config, worker));
      }
    }
    return {
      n: items.length,
      metrics: recommendedMetrics(items, passes, view, inForce),
      settings: {
        promise: view.promise,
        recommended: view.settings,
        thresholds_in_force: inForce.quality.thresholds,
        history: view.data.runs,
        audited_share: 1,
      },
    };
  } finally {
    await engines.close();
    await closeDatabase();
    await server.stop();
    await site.close();
    if (!kept) rmSync(directory, { recursive: true, force: true });
  }
};

export default measure;
