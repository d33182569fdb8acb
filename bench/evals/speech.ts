/**
 * `npm run eval -- speech --file rows.jsonl [--model moonshine-base|moonshine-tiny]`: hears every file as a run does, and compares.
 *
 * Metrics: `wer_en`: word error rate of English rows with a transcript, words pooled, after Whisper's normalisation (`wer_by_kind`, `words_en`).
 * `hallucinated_words`: words that come out of music, noise and silence. `foreign_flagged`, `english_flagged`: share of rows without, and only in,
 * English whose run would fail as `unsupported_language`; `mixed_flagged` the same for rows in English and another language. `decode_failures`:
 * files with sound that could not be heard. `soundless_refused`: share of files without sound that end as `no_audio`. `confidence_en`: mean
 * confidence of words, to be held against 1 - wer_en. `realtime_factor`: seconds of work per second of sound, both threads together.
 */
import { asWinnowError } from '@/lib/base/errors';
import type { SpeechModel } from '@/lib/core/runs/content';
import { createMedia, createSpeechEngine } from '@/lib/engines/transcribe';
import type { Measure } from '../run';
import { hasAudio, readRows } from './speech/rows';
import { flaggedShare, meanConfidence, type Scored, scoreRow, wordErrorRate } from './speech/score';
import { transcribeFile } from './speech/transcribe';

function tell({ row, failure, heard, words, hallucinated }: Scored): string {
  if (failure) return `${row.id}: ${failure.code}: ${failure.message}`;
  const flagged = heard!.judgement.supported ? '' : ` unsupported (${heard!.judgement.language})`;
  const errors = words ? ` ${words.errors}/${words.reference} words wrong` : '';
  return `${row.id}:${errors}${flagged}${hallucinated > 0 ? ` ${hallucinated} words hallucinated` : ''}`;
}

const measure: Measure = async ({ rows, resolvePath, options, progress }) => {
  if (!rows) throw new Error('speech needs --file: a manifest of recordings');
  const model = (options.model ?? 'moonshine-base') as SpeechModel;
  const media = createMedia();
  const engine = createSpeechEngine({ media });
  const scored: Scored[] = [];
  const startedAt = performance.now();
  for (const row of readRows(rows)) {
    const one = await transcribeFile(media, engine, resolvePath(row.file), model).then(
      (heard) => scoreRow(row, heard, null),
      (error) => scoreRow(row, null, asWinnowError(error)),
    );
    progress(tell(one));
    scored.push(one);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await engine.close();

  const kinds = [...new Set(scored.flatMap(({ row, words }) => (words ? [row.kind] : [])))];
  const soundless = scored.filter(({ row }) => !hasAudio(row));
  return {
    n: scored.length,
    metrics: {
      wer_en: wordErrorRate(scored),
      wer_by_kind: Object.fromEntries(kinds.map((kind) => [kind, wordErrorRate(scored.filter(({ row }) => row.kind === kind))])),
      words_en: scored.reduce((sum, { words }) => sum + (words?.reference ?? 0), 0),
      hallucinated_words: scored.reduce((sum, { hallucinated }) => sum + hallucinated, 0),
      foreign_flagged: flaggedShare(scored, 'foreign'),
      english_flagged: flaggedShare(scored, 'english'),
      mixed_flagged: flaggedShare(scored, 'mixed'),
      decode_failures: scored.filter(({ row, failure }) => hasAudio(row) && failure !== null).length,
      soundless_refused:
        soundless.length === 0 ? null : soundless.filter(({ failure }) => failure?.code === 'no_audio').length / soundless.length,
      confidence_en: meanConfidence(scored),
      realtime_factor: seconds / scored.reduce((sum, { heard }) => sum + (heard?.durationSeconds ?? 0), 0),
    },
    settings: { model, threads: engine.concurrency / 2 },
  };
};

export default measure;
