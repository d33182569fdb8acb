import type { Transcript } from '@/lib/core/runs/content';
import { findArtifact, requireArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { PASSAGES_ALONE, prepareMemories } from '@/lib/memory';
import { outcome, type StageContext, type StageOutcome } from '../outcome';

/** rememberStage files what is known of the item in memory: its words as far as they were heard or read, else its title and description. */
export async function rememberStage({ run, config, engines, signal, progress }: StageContext): Promise<StageOutcome> {
  const { metadata } = await requireArtifact(database(), run.lineageId, 'acquired');
  const transcript = (await findArtifact(database(), run.id, 'transcript')) ?? metadataAsText(metadata);
  progress(0, 'Remembering');
  const analysis = await findArtifact(database(), run.id, 'analysis');
  const item = { transcript, title: metadata.title, analysis };
  const features = config.memory ?? PASSAGES_ALONE;
  const memories = await prepareMemories(item, features, engines.embedder, signal, (share) => progress(share, 'Remembering'));
  // An audit or a try takes the time that remembering takes, and leaves what is remembered as it was.
  return outcome('finish', run.kind === 'audit' || run.kind === 'tryout' ? {} : { memories });
}

function metadataAsText({
  title,
  description,
  language,
}: {
  title: string | null;
  description: string | null;
  language: string | null;
}): Transcript {
  const segments = [title, description].flatMap((text) =>
    text ? [{ startSeconds: null, endSeconds: null, text, confidence: null, speaker: null }] : [],
  );
  return { origin: 'article', language, engine: 'published', segments };
}
