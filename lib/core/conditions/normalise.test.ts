import { expect, it } from 'vitest';
import { EXTRACTOR_VERSION } from '@/lib/core/signals/declared';
import { compileCondition } from './compile';
import { conditionKey } from './key';

function compiled(text: string) {
  const result = compileCondition(text, 'post_transcription');
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.condition;
}

it.each([
  ['duration<60', 'duration_seconds < 60'],
  ['((duration_seconds)) < (60.0)', 'duration_seconds < 60'],
  ["language in ['en',\n'de']", 'language in ["en", "de"]'],
  ['is_live and (has_captions and true)', 'is_live and has_captions and true'],
  ['(is_live and has_captions) or true', 'is_live and has_captions or true'],
  ['is_live and (has_captions or true)', 'is_live and (has_captions or true)'],
  ['not (is_live)', 'not is_live'],
  ['not (duration < 60)', 'not duration_seconds < 60'],
  ['not (is_live or true)', 'not (is_live or true)'],
  ['view_count - (age_days - 1) > 1e3', 'view_count - (age_days - 1) > 1000'],
  ['(view_count - age_days) - 1 > .5', 'view_count - age_days - 1 > 0.5'],
  ['-(view_count * 2) < 0', '-(view_count * 2) < 0'],
  ['(is_live) == (duration < 60)', 'is_live == (duration_seconds < 60)'],
])('%s is normally spelt %s', (text, normalised) => {
  expect(compiled(text).normalised).toBe(normalised);
});

it('gives spellings of one condition one key, and another checkpoint another', () => {
  expect(conditionKey(compiled('duration<60'))).toBe(conditionKey(compiled('(duration_seconds < 60.0)')));
  const early = compileCondition('duration < 60', 'post_download');
  if (!early.ok) throw new Error('refused');
  expect(conditionKey(early.condition)).not.toBe(conditionKey(compiled('duration < 60')));
});

it('puts the version of the extractors into the key, so that evidence never mixes them', () => {
  expect(conditionKey(compiled('duration < 60'))).toBe(`post_transcription@${EXTRACTOR_VERSION}: duration_seconds < 60`);
});
