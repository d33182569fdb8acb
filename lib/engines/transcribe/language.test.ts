import { describe, expect, it } from 'vitest';
import type { HeardWindow } from '@/lib/core/runs/content';
import { isSupported, judgeLanguage, judgeText, judgeWordless, transcriptSegments } from './language';
import { foreignLogit, isDoubtful } from './language-evidence';

const ENGLISH = 'The council has decided to close the old bridge until the end of the year, and nobody was surprised.';
const SPANISH = 'El consejo ha decidido cerrar el puente viejo hasta finales de año, y nadie se sorprendió mucho por ello.';

function heard(index: number, languageConfidence: number | null, over: Partial<HeardWindow> = {}): HeardWindow {
  const startSeconds = 25 * index;
  return {
    window: { index, startSeconds, endSeconds: startSeconds + 25 },
    model: 'moonshine-base',
    segments: [{ startSeconds, endSeconds: startSeconds + 20, text: `window ${index}`, confidence: 0.9, speaker: null }],
    speechSeconds: 20,
    meanLogProbability: -0.1,
    language: languageConfidence === null ? null : languageConfidence >= 0.5 ? 'en' : 'und',
    languageConfidence,
    ...over,
  };
}

describe('judgeText', () => {
  it('takes what the model is sure of for English', () => {
    const verdict = judgeText(ENGLISH, { meanLogProbability: -0.1, tokens: 60, agreement: null });
    expect(verdict).toMatchObject({ language: 'en' });
    expect(verdict.confidence).toBeGreaterThan(0.99);
  });

  it('takes fluent English nonsense for another language when the model is unsure of it', () => {
    const verdict = judgeText(ENGLISH, { meanLogProbability: -0.95, tokens: 60, agreement: null });
    expect(verdict.language).toBe('und');
    expect(verdict.confidence).toBeLessThan(0.01);
  });

  it('names the other language where the words give it away', () => {
    expect(judgeText(SPANISH, { meanLogProbability: -0.6, tokens: 60, agreement: 0.1 }).language).toBe('es');
  });

  it('lets a second opinion settle a doubtful case either way', () => {
    const doubtful = { meanLogProbability: -0.45, tokens: 40, agreement: null };
    expect(isDoubtful(doubtful)).toBe(true);
    expect(judgeText(ENGLISH, { ...doubtful, agreement: 0.95 }).confidence).toBeGreaterThan(0.8);
    expect(judgeText(ENGLISH, { ...doubtful, agreement: 0.05 }).confidence).toBeLessThan(0.25);
  });

  it('says little of a few tokens', () => {
    const few = { meanLogProbability: -0.6, tokens: 2, agreement: null };
    expect(foreignLogit(few)).toBeLessThan(foreignLogit({ ...few, tokens: 60 }));
    expect(judgeText('Yes.', few).language).toBe('en');
  });
});

describe('judgeWordless', () => {
  it('distrusts long speech without a word, and has no opinion of a short one', () => {
    expect(judgeWordless(10)).toMatchObject({ language: 'und' });
    expect(judgeWordless(1)).toBeNull();
  });
});

describe('judgeLanguage', () => {
  it('supports an item of which nothing is known', () => {
    expect(judgeLanguage([])).toEqual({ supported: true, language: null, confidence: null });
    expect(judgeLanguage([heard(0, null)])).toEqual({ supported: true, language: null, confidence: null });
  });

  it('supports English, also with a garbled window in it', () => {
    expect(judgeLanguage([heard(0, 0.99), heard(1, 0.98), heard(2, 0.1)])).toMatchObject({ supported: true, language: 'en' });
  });

  it('does not support an item in another language, and names the one most spoken', () => {
    const windows = [heard(0, 0.01, { language: 'de' }), heard(1, 0.02, { language: 'de' }), heard(2, 0.05)];
    expect(judgeLanguage(windows)).toMatchObject({ supported: false, language: 'de' });
  });

  it('supports an item of which a third is English', () => {
    expect(judgeLanguage([heard(0, 0.99), heard(1, 0.01), heard(2, 0.01)]).supported).toBe(true);
  });

  it('weighs windows by how much is said in them', () => {
    const windows = [heard(0, 0.9, { speechSeconds: 1 }), heard(1, 0.01, { speechSeconds: 24 })];
    expect(judgeLanguage(windows).supported).toBe(false);
  });
});

describe('transcriptSegments', () => {
  it('puts windows in playing order and leaves out those in another language', () => {
    const segments = transcriptSegments([heard(2, 0.95), heard(0, 0.99), heard(1, 0.02), heard(3, null)]);
    expect(segments.map(({ text }) => text)).toEqual(['window 0', 'window 2', 'window 3']);
  });

  it('keeps a window that is more likely English than its neighbours let on', () => {
    expect(isSupported(heard(0, 0.4))).toBe(true);
  });
});
