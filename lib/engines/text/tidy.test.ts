import { describe, expect, it } from 'vitest';
import { standAlone, tidy } from './tidy';

describe('tidy', () => {
  it.each([
    ['Um, so we, uh, we went home.', 'So we went home.'],
    ['I do not I do not see it.', 'I do not see it.'],
    ["That 's it , you know , I think .", "That's it, I think."],
    ['{disfmarker} [laughter] the end', 'the end'],
  ])('%s → %s', (verbatim, tidied) => expect(tidy(verbatim)).toBe(tidied));

  it.each(['We had had enough; very, very little was left.', 'He said [the minister] had left.', 'The IBM (founded 1911) plan.'])(
    'leaves alone what may carry a meaning: %s',
    (text) => expect(tidy(text)).toBe(text),
  );
});

describe('standAlone', () => {
  it.each([
    ['And so the river rose.', 'The river rose.'],
    ['But, you know, I mean prices fell again', 'Prices fell again.'],
    ['Okay, well, we sold the mill', 'We sold the mill.'],
  ])('%s → %s', (text, expected) => expect(standAlone(text)).toBe(expected));

  it.each([
    'So many people came.',
    'Well known for its cheese.',
    'Right wing parties gained.',
    'Now we have forty.',
    'Then we sold it.',
    'And yes.',
  ])('leaves alone what may carry a meaning: %s', (text) => expect(standAlone(text)).toBe(text));

  it('never drops a negation', () => {
    for (const start of ['So', 'And', 'But', 'Well,', 'Now,', 'Okay,'])
      expect(standAlone(`${start} I do not agree with it.`)).toContain('I do not agree');
  });
});
