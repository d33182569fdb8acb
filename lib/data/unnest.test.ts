import { describe, expect, it } from 'vitest';
import { arrayText } from './unnest';

const text = (values: (string | number | Date | null)[]) => arrayText(values, (value) => value);

describe('an array as text', () => {
  it('quotes text, whatever is in it', () => {
    expect(text(['a', '', 'NULL', 'x,y{z}', 'says "no" \\ yes', null])).toBe(
      String.raw`{"a","","NULL","x,y{z}","says \"no\" \\ yes",NULL}`,
    );
  });
  it('spells numbers and times as PostgreSQL reads them', () => {
    expect(text([1, -0.25, 1e-7, null])).toBe('{1,-0.25,1e-7,NULL}');
    expect(text([new Date(0)])).toBe('{1970-01-01T00:00:00.000Z}');
  });
  it('is none where nothing is known', () => {
    expect([text([null, null]), text([])]).toEqual([null, null]);
  });
});
