import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import { settleContentType } from '@/lib/core/gates/routing';
import type { AcquiredItem, Transcript } from '@/lib/core/runs/content';
import { postDownloadSignals } from '@/lib/core/signals/metadata';
import { textOf } from '@/lib/core/signals/text';
import { findArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { hostBackoff } from '@/lib/data/host-backoff';
import type { ItemHints } from '@/lib/engines/acquire/types';
import { languageOfText } from '@/lib/engines/text/language';
import { ITEM_CAPS } from '../caps';
import { exitFacts, passCheckpoint } from '../gate';
import { artifact, outcome, type StageContext, type StageOutcome } from '../outcome';
import { playlistOutcome } from '../playlist';

/** acquireStage gets the item and what its source says of it, guesses its type, and asks the first checkpoint. */
export async function acquireStage(context: StageContext): Promise<StageOutcome> {
  const { run, config, engines, signal } = context;
  const acquired = (await storedItem(context)) ?? (await acquire(context));
  if (acquired.kind === 'playlist') return playlistOutcome(context, acquired);

  const { metadata, mediaKind, transcript, mediaFile } = acquired;
  if (transcript === null && mediaFile === null) throw new WinnowError('empty_content', `${run.url} has neither media nor text`);
  context.progress(null, 'Guessing the content type');
  const prediction = await engines.classifier.classify(
    { metadata, mediaKind, text: transcript ? textOf(transcript) : null, customTypes: customTypesOf(context) },
    signal,
  );
  const settled = settleContentType(prediction, config);
  const language = transcript ? languageOfText(textOf(transcript)) : null;
  const signals = postDownloadSignals({
    metadata,
    mediaKind,
    transcript,
    prediction: settled,
    languageConfidence: language?.confidence ?? null,
    now: new Date(),
  });
  const pass = passCheckpoint(context, 'post_download', settled.contentType, signals);
  const fired = pass.decision.fired;
  return outcome(fired ? 'remember' : transcript ? 'assess' : 'hear', {
    facts: {
      title: metadata.title,
      mediaKind,
      durationSeconds: metadata.durationSeconds,
      contentType: settled.contentType,
      wordCount: transcript ? Number(wordCount(transcript)) : null,
      ...(fired ? exitFacts('post_download', fired) : {}),
    },
    artifacts: [
      artifact('lineage', 'acquired', 'acquire', acquired),
      artifact('run', 'prediction', `${prediction.engine}/early`, prediction),
      ...(transcript ? [artifact('run', 'transcript', transcript.engine, transcript)] : []),
    ],
    signalSets: [pass.signalSet],
    gates: [pass.gate],
  });
}

/** What an earlier run of the lineage acquired, if its media is still here. */
async function storedItem({ run, folder }: StageContext): Promise<AcquiredItem | null> {
  const stored = await findArtifact(database(), run.lineageId, 'acquired');
  if (!stored) return null;
  return stored.mediaFile === null || existsSync(join(folder, stored.mediaFile)) ? stored : null;
}

async function acquire({ run, engines, folder, signal, progress }: StageContext) {
  await mkdir(folder, { recursive: true });
  return engines.acquirer.acquire(run.url, {
    folder,
    caps: ITEM_CAPS,
    backoff: hostBackoff,
    onProgress: progress,
    signal,
    ...(run.hints ? { hints: run.hints as unknown as ItemHints } : {}),
  });
}

export function customTypesOf({ config }: Pick<StageContext, 'config'>) {
  return config.routing.customTypes.map((type) => ({ ...type, keywords: [...type.keywords], examples: [...type.examples] }));
}

function wordCount(transcript: Transcript): number {
  return textOf(transcript).split(/\s+/).filter(Boolean).length;
}
