import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { YAML_LIMITS } from './yaml-limits';
import { parseYamlText, positionIn } from './yaml-text';

/** Any UTF-16 unit, lone surrogates and controls included. (fast-check's own `binary` unit takes seconds to set up.) */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

function read(text: string) {
  const result = parseYamlText(text);
  if (!result.ok) throw new Error(result.fault.message);
  return result.yaml;
}

function faultOf(text: string) {
  const result = parseYamlText(text);
  if (result.ok) throw new Error('was accepted');
  return { ...result.fault, ...positionIn(text, result.fault.offset) };
}

describe('places', () => {
  const text = 'a: 1\nb:\n  - { c: "x < 3" }\n  - plain < 3\n  - >\n    folded < 3\nd: &anchor { e: 2 }\nf: *anchor\n';
  const yaml = read(text);
  const at = (offset: number) => text.slice(offset, offset + 4);

  it('of values and keys are found along a path, through lists and aliases', () => {
    expect(at(yaml.offsetOf(['b', 0, 'c']))).toBe('"x <');
    expect(at(yaml.offsetOfKey(['b', 0, 'c']))).toBe('c: "');
    expect(at(yaml.offsetOf(['f', 'e']))).toBe('2 }\n');
  });

  it('of what is missing are those of what should hold it', () => {
    expect(at(yaml.offsetOf(['b', 0, 'missing']))).toBe('{ c:');
    expect(at(yaml.offsetOfKey(['b', 0, 'missing']))).toBe('{ c:');
    expect(yaml.has(['b', 0, 'c'])).toBe(true);
    expect(yaml.has(['b', 0, 'missing'])).toBe(false);
  });

  it('inside strings are exact, but where folding moves characters about', () => {
    expect(at(yaml.offsetInString(['b', 0, 'c'], 4))).toBe('3" }');
    expect(at(yaml.offsetInString(['b', 1], 6))).toBe('< 3\n');
    expect(yaml.offsetInString(['b', 2], 7)).toBe(yaml.offsetOf(['b', 2]));
  });
});

describe('what is not parsed at all', () => {
  it.each<[string, string, RegExp]>([
    ['a text over 256 KiB', '#'.repeat(YAML_LIMITS.bytes + 1), /larger than 256 KiB/],
    ['brackets within brackets', '['.repeat(100_000), /nested more than 32/],
    ['maps within maps', '{a: '.repeat(50_000), /nested more than 32/],
    ['lists within lists on one line', '- '.repeat(100_000), /nested more than 32/],
    ['endless small parts', Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'), /more than 50000 parts/],
    ['another version of YAML', '%YAML 1.1\n---\na: yes', /directive/],
  ])('%s', (_, text, message) => {
    expect(faultOf(text).message).toMatch(message);
  });
});

describe('what is refused', () => {
  it.each<[string, string, RegExp, number, number]>([
    ['a key twice', 'a: 1\nb: 2\na: 3', /key "a" twice/, 3, 1],
    ['a key twice, deep inside', 'x: { a: 1, a: 2 }', /key "a" twice/, 1, 12],
    ['a key that objects swallow', 'a:\n  __proto__: 1', /__proto__/, 2, 3],
    ['a key that is a list', '? [a]\n: 1', /not valid YAML/, 1, 3],
    ['a tag', 'a: !!js/function "x"', /not valid YAML/, 1, 4],
    ['two documents', 'a: 1\n---\nb: 2', /not valid YAML/, 2, 1],
    ['tabs as indentation', 'a:\n\tb: 1', /not valid YAML/, 2, 1],
    ['an alias of nothing', 'a: *b', /unknown aliases/, 1, 4],
  ])('%s', (_, text, message, line, column) => {
    expect(faultOf(text)).toMatchObject({ message: expect.stringMatching(message), line, column });
  });

  it('names the whole key that stands twice', () => {
    expect(faultOf('x:\n  y: { a: 1, a: 2 }').key).toBe('x.y.a');
  });

  it.each([9, 2])('an alias bomb of %i per level', (width) => {
    const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(width).fill(`*a${i}`).join(', ')}]`);
    expect(faultOf(['a0: &a0 [x]', ...levels].join('\n')).message).toMatch(/too many/);
  });
});

it('reads an empty text as an empty mapping, and merge keys as keys like any other', () => {
  expect(read('# nothing\n').data).toEqual({});
  expect(read('a: &a { b: 1 }\nc:\n  <<: *a').data).toEqual({ a: { b: 1 }, c: { '<<': { b: 1 } } });
});

it('never throws, whatever the text is', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&a ',
    '*a',
    '!',
    '|',
    '>',
    '#',
    '%',
    '? ',
    ',',
    '\t',
    '---',
  );
  const text = fc.oneof(
    fc.string({ unit: anyUnit }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const result = parseYamlText(source);
      return result.ok || (result.fault.offset >= 0 && result.fault.offset <= source.length);
    }),
    { numRuns: 500 },
  );
});
