import { describe, expect, it } from 'vitest';
import { spellNumbers } from './numbers';

const spell = (text: string) => spellNumbers(text.split(' ')).join(' ');

describe('spellNumbers', () => {
  it.each([
    ['one', '1'],
    ['forty two line bible', '42 line bible'],
    ['two thousand and five', '2005'],
    ['three hundred and twelve men', '312 men'],
    ['one million two hundred thousand', '1200000'],
    ['fourteen fifty five', '1455'],
    ['nineteen oh five', '1905'],
    ['one oh one', '101'],
    ['the fifteenth century', 'the 15th century'],
    ['twenty first', '21st'],
    ['ugly ones', 'ugly 1s'],
    ['the nineteen sixties', 'the 1960s'],
    ['3 million', '3000000'],
    ['15th', '15th'],
    ['fifteen or twenty', '15 or 20'],
    ['five and six', '5 and 6'],
    ['oh no', 'oh no'],
    ['wait a second', 'wait a second'],
    ['hundred years', 'hundred years'],
    ['1455 1462', '1455 1462'],
    ['no number here', 'no number here'],
  ])('%j becomes %j', (words, digits) => expect(spell(words)).toBe(digits));
});
