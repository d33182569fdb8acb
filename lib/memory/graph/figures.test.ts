import { describe, expect, it } from 'vitest';
import { figuresOf } from './figures';

const short = (text: string) => figuresOf(text).map(({ value, unit }) => `${value} ${unit}`.trim());

describe('figuresOf', () => {
  it.each([
    ['It rose by 12.5 percent.', ['12.5 %']],
    ['It rose by 12 per cent', ['12 %']],
    ['The bridge cost $3 million.', ['3000000 $']],
    ['About 1,200 people came.', ['1200 people']],
    ['Twenty-five boats sank', ['25 boat']],
    ['It was built in 1987.', ['1987 year']],
    ['two hundred houses and three mills', ['200 house', '3 mill']],
    ['No one knows.', []],
    ['', []],
  ])('reads %j', (text, figures) => expect(short(text)).toEqual(figures));
});
