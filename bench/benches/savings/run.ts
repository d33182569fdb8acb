/** Runs items through the real stages, one at a time, so that the time of a stage is its own. */

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { hashEffectiveConfig, resolveEffectiveConfig } from '@/lib/config/effective';
import { readEnv } from '@/lib/config/env';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { RoutingDecision } from '@/lib/core/gates/types';
import type { ItemHints } from '@/lib/core/runs/content';
import { findArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { saveEffectiveConfig } from '@/lib/data/effective-configs';
import { findRounds } from '@/lib/data/rounds';
import { takeIn } from '@/lib/data/take-in';
import { admitUrl } from '@/lib/intake/admit';
import type { StageWorker } from '@/lib/pipeline/run-stage';
import { driveRun } from '@/lib/pipeline/testing/drive';
import type { Item, Pass } from './item';

const FLAGS: Record<Pass, { qualityFiltering: boolean; contentRouting: boolean; earlyExit: boolean }> = {
  off: { qualityFiltering: false, contentRouting: false, earlyExit: false },
  filtering: { qualityFiltering: true, contentRouting: false, earlyExit: false },
  routing: { qualityFiltering: true, contentRouting: true, earlyExit: false },
  on: { qualityFiltering: true, contentRouting: true, earlyExit: true },
};

const TYPES: Record<string, string> = {
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
  '.m4a': 'audio/mp4',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
};

/** Serves the items' files on loopback. */
export async function serveFiles(items: readonly Item[]): Promise<{ port: number; url(item: Item): string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const item = items[Number(/^\/(\d+)\//.exec(request.url ?? '')?.[1])];
    if (!item) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': TYPES[extname(item.file)] ?? 'application/octet-stream',
      'content-length': statSync(item.file).size,
    });
    if (request.method === 'HEAD') return void response.end();
    createReadStream(item.file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (item) => `http://127.0.0.1:${port}/${items.indexOf(item)}/item${extname(item.file)}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** effectiveConfigOf is the active configuration with the flags of a pass. */
export async function effectiveConfigOf(pass: Pass): Promise<EffectiveConfig> {
  const { number, config } = await activeConfigVersion();
  const effective = resolveEffectiveConfig({
    configVersion: number,
    config: config.value,
    env: readEnv(),
    evidence: { suspendedConditions: [] },
  });
  return { ...effective, flags: { ...effective.flags, ...FLAGS[pass] } };
}

/** What a feed would say of the item. */
function hintsOf(title: string | null): ItemHints | null {
  if (title === null) return null;
  const nothing = { description: null, author: null, siteName: null, publishedAt: null, durationSeconds: null, language: null };
  return { title, ...nothing, chapters: [], chaptersUrl: null, pageUrl: null, feedUrl: null, transcripts: [], playlistDepth: 0 };
}

/** runItem takes an item in under a configuration, as a lineage of its own, and drives it to its end. */
export async function runItem(item: Item, url: string, config: EffectiveConfig, worker: StageWorker) {
  const effectiveConfigHash = hashEffectiveConfig(config);
  const admitted = await admitUrl(url);
  const { id } = await database().$transaction(async (tx) => {
    await saveEffectiveConfig(tx, effectiveConfigHash, config);
    const intake = {
      kind: 'primary' as const,
      parentRunId: null,
      lineageId: null,
      url,
      ...admitted,
      hints: hintsOf(item.title),
      depth: 'auto' as const,
      priority: 'medium' as const,
      priorityRequested: false,
      effectiveConfigHash,
      configVersionNumber: config.configVersion,
      recorded: true,
      door: 'cli' as const,
    };
    return takeIn(tx, intake, true);
  });
  await driveRun(id, worker);
  const run = await database().run.findUniqueOrThrow({ where: { id }, include: { stages: true, decisions: { orderBy: { seq: 'asc' } } } });
  const routings = run.decisions.filter(({ kind }) => kind === 'routing').map(({ decision }) => decision as unknown as RoutingDecision);
  return {
    run,
    config,
    routedTo: routings.at(-1)?.mode ?? null,
    acquireMs: run.stages.find(({ stage }) => stage === 'acquire')?.spentMs ?? 0,
    transcript: await findArtifact(database(), id, 'transcript'),
    quickResult: await findArtifact(database(), id, 'quick_result'),
    analysis: await findArtifact(database(), id, 'analysis'),
    rounds: (await findRounds(database(), id)).own,
  };
}
