import { describe, expect, it } from 'vitest';
import { formOf, pointsBack } from '../text/form';
import { grammarBreaks } from './grammar';

const shareBroken = (text: string) => {
  const { chances, breaks } = grammarBreaks(text);
  return breaks / chances;
};

describe('grammar breaks', () => {
  it('are none in plain English', () => {
    expect(
      shareBroken('He is at the office of an hour-long show on a European university. The US and the will to win are to be of use to us.'),
    ).toBe(0);
  });

  it('are many in scrambled words', () => {
    expect(shareBroken('The of was is it to a an the of is to are with is he the we of my at and')).toBeGreaterThan(0.5);
  });
});

describe('the form of a sentence', () => {
  it.each([
    ['The dam was built in 1931.', 1],
    ['the dam was built in 1931', 0],
    ['The dam was built...', 0.3],
    ['The dam was built by the', 0.3],
  ])('%s: %d', (sentence, form) => expect(formOf(sentence)).toBeCloseTo(form, 6));

  it('points back when it begins with what was said before', () => {
    for (const sentence of ['But he left.', 'They know.', '"This is why," she said.']) expect(pointsBack(sentence)).toBe(true);
    for (const sentence of ['Theory matters.', 'Anna left.', 'Solar power grows.']) expect(pointsBack(sentence)).toBe(false);
  });
});
