import type { HeardWindow, SpeechModel } from '@/lib/core/runs/content';
import { judgeLanguage, type LanguageJudgement, transcriptSegments } from '@/lib/engines/transcribe';
import type { Media, SpeechEngine } from '@/lib/engines/transcribe/types';

export interface Transcribed {
  /** What a run would deliver: empty where the language is not supported. */
  text: string;
  judgement: LanguageJudgement;
  windows: HeardWindow[];
  durationSeconds: number;
  /** Mean over words of their segment's confidence; null without any. */
  confidence: number | null;
}

/** transcribeFile hears a whole file as a run does: probed, planned, all windows at the engine's pace. Rejects with a WinnowError. */
export async function transcribeFile(media: Media, engine: SpeechEngine, path: string, model: SpeechModel): Promise<Transcribed> {
  const probe = await media.probe(path);
  const waiting = await engine.planWindows(path, probe);
  const windows: HeardWindow[] = [];
  const hearNext = async () => {
    for (let window = waiting.shift(); window; window = waiting.shift()) windows.push(await engine.hear(path, window, model));
  };
  await Promise.all(Array.from({ length: engine.concurrency }, hearNext));
  const judgement = judgeLanguage(windows);
  const segments = judgement.supported ? transcriptSegments(windows) : [];
  const words = segments.map(({ text }) => text.split(/\s+/).length);
  const all = words.reduce((sum, count) => sum + count, 0);
  return {
    text: segments.map(({ text }) => text).join(' '),
    judgement,
    windows,
    durationSeconds: probe.durationSeconds,
    confidence: all === 0 ? null : segments.reduce((sum, { confidence }, i) => sum + words[i]! * (confidence ?? 0), 0) / all,
  };
}
