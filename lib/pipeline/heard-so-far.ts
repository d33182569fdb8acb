import type { Transcript } from '@/lib/core/runs/content';
import { bestHearings } from '@/lib/core/signals/sample';
import { findArtifacts } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import type { Run } from '@/lib/data/generated/client';
import { judgeLanguage, transcriptSegments } from '@/lib/engines/transcribe/language';

export interface HeardSoFar {
  transcript: Transcript;
  heardSeconds: number;
}

/**
 * heardSoFar is the transcript of a run that is being heard: its windows, in playing order, as far as they are done. Null before there are words, and
 * where what was heard so far is in a language that the models do not know: that would be nonsense.
 */
export async function heardSoFar({ state, lineageId }: Pick<Run, 'state' | 'lineageId'>): Promise<HeardSoFar | null> {
  if (state !== 'hearing') return null;
  const windows = bestHearings((await findArtifacts(database(), lineageId, 'heard_window')).map(({ data }) => data));
  const { supported, language } = judgeLanguage(windows);
  const segments = supported ? transcriptSegments(windows) : [];
  if (segments.length === 0) return null;
  const engine = windows[0]!.model;
  return {
    transcript: { origin: engine === 'api' ? 'speech_api' : 'speech_local', language, engine, segments },
    heardSeconds: windows.reduce((sum, { window }) => sum + window.endSeconds - window.startSeconds, 0),
  };
}
