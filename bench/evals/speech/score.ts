import type { WinnowError } from '@/lib/base/errors';
import { normaliseEnglish } from './normalise';
import { isWordless, type SpeechRow, type SpokenLanguage, spokenLanguage } from './rows';
import type { Transcribed } from './transcribe';
import { countErrors, totalErrors } from './wer';

/** One row and what came of it. */
export interface Scored {
  row: SpeechRow;
  language: SpokenLanguage | null;
  failure: WinnowError | null;
  heard: Transcribed | null;
  /** Words of the reference and edits to it; null where there is none in English. */
  words: { reference: number; errors: number } | null;
  /** Words that came out where nothing is said. */
  hallucinated: number;
}

/** scoreRow compares what was heard with what the row says. A row that failed has all of its words wrong. */
export function scoreRow(row: SpeechRow, heard: Transcribed | null, failure: WinnowError | null): Scored {
  const language = spokenLanguage(row);
  const words = normaliseEnglish(heard?.text ?? '');
  const reference = language === 'english' && row.transcript ? normaliseEnglish(row.transcript) : null;
  return {
    row,
    language,
    failure,
    heard,
    words: reference && { reference: reference.length, errors: totalErrors(countErrors(reference, words)) },
    hallucinated: isWordless(row) ? words.length : 0,
  };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const share = (hits: number, of: number) => (of === 0 ? null : hits / of);

/** wordErrorRate pools the words of all rows, as is usual; null without any. */
export function wordErrorRate(scored: readonly Scored[]): number | null {
  const counted = scored.flatMap(({ words }) => words ?? []);
  return share(sum(counted.map(({ errors }) => errors)), sum(counted.map(({ reference }) => reference)));
}

/** Share of rows in a language whose run would fail as unsupported; null without such rows. */
export function flaggedShare(scored: readonly Scored[], language: SpokenLanguage): number | null {
  const heard = scored.filter((one) => one.language === language && one.heard !== null);
  return share(heard.filter((one) => !one.heard!.judgement.supported).length, heard.length);
}

/** Mean confidence of the English words that came out, to be compared with the share that was right. */
export function meanConfidence(scored: readonly Scored[]): number | null {
  const rated = scored.filter(({ words, heard }) => words !== null && heard?.confidence != null);
  const weight = sum(rated.map(({ words }) => words!.reference));
  return weight === 0 ? null : sum(rated.map(({ words, heard }) => words!.reference * heard!.confidence!)) / weight;
}
