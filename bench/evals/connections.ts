/**
 * npm run eval -- connections: every connect() of web, worker and bot and of all that they start, as the kernel sees it (strace), while content tries to lead them
 * elsewhere: redirects, feeds, playlists, pages, transcripts, callbacks, names that resolve inwards. They may reach their PostgreSQL, the stand-in for
 * Discord, the one host that the operator opened, and a resolver of names; everything else is counted as unexpected [0]. A live canary
 * listens where the content points.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireDatabaseUrl } from '@/lib/data/client';
import { StandInDiscord } from '../../e2e/discord';
import type { Measure } from '../run';
import { ask, askJson } from '../support/ask';
import { startDeployment } from '../support/deployment';
import { verdictOf } from '../support/outcomes';
import { waitForRuns } from '../support/runs';
import { startHostileSite } from './connections/site';
import { connectionsOf } from './connections/trace';
import { startCanary } from './paths/canary';

const SETTLE_MS = 3_000;
const PAGES = ['/', '/runs', '/dashboard', '/tuning', '/memory', '/settings', '/api/performance/', '/api/memory/search?q=bridge'];

const measure: Measure = async ({ progress }) => {
  if (spawnSync('strace', ['-V']).status !== 0) throw new Error('strace is not installed: connections cannot be seen');
  const folder = mkdtempSync(join(tmpdir(), 'winnow-eval-connections-'));
  const trace = join(folder, 'trace');
  const canary = await startCanary();
  const site = await startHostileSite(canary.port);
  const discord = await StandInDiscord.start();
  const deployment = await startDeployment(
    {
      WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
      DISCORD_BOT_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      LOG_LEVEL: 'fatal',
    },
    { durable: false, trace },
  );
  try {
    const { port } = await deployment.startWeb();
    deployment.startWorker();
    deployment.startBot();
    const refused: string[] = [];
    const runIds: string[] = [];
    const submit = async (body: { url: string; callback_url?: string }) => {
      const verdict = verdictOf(await askJson(port, 'POST', '/api/runs', body));
      if (verdict.kind === 'fault') throw new Error(`${JSON.stringify(body)}: ${verdict.problem}`);
      if (verdict.kind === 'refused') refused.push(verdict.code);
      else runIds.push((JSON.parse(verdict.body) as { id: string }).id);
    };
    for (const url of site.urls) await submit({ url });
    for (const callback_url of site.callbacks) await submit({ url: site.article, callback_url });
    for (const url of site.urls) await askJson(port, 'POST', '/api/feeds', { url });
    await submit({ url: 'sample:platform-change' });
    for (const path of PAGES) await ask(port, { method: 'GET', path });
    const ended = await waitForRuns(runIds, (left) => progress(`${left} runs left`));
    await sleep(SETTLE_MS);
    const endings: Record<string, number> = {};
    for (const { state, errorCode } of ended) endings[errorCode ?? state] = (endings[errorCode ?? state] ?? 0) + 1;

    const kinds = {
      database: Number(new URL(requireDatabaseUrl()).port),
      discord: Number(new URL(discord.apiUrl).port),
      opened_host: site.port,
      web: port,
    };
    const seen = connectionsOf(readFileSync(trace, 'utf8'), kinds);
    return {
      n: seen.total,
      metrics: {
        unexpected: seen.unexpected.length,
        canary_hits: canary.hits(),
        by_kind: seen.byKind,
        unexpected_addresses: seen.unexpected.slice(0, 20),
        refused_at_intake: refused.length,
        runs: endings,
      },
      settings: { seen_by: 'strace -f -e trace=connect', addresses: site.urls.length, callbacks: site.callbacks.length },
    };
  } finally {
    await deployment.close();
    await Promise.all([site.close(), discord.close(), canary.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
};

export default measure;
