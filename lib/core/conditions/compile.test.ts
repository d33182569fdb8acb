import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckpointName } from '@/lib/core/signals/declared';
import { compileCondition } from './compile';
import { LIMITS } from './syntax';

/** Any UTF-16 unit, lone surrogates and controls included. (fast-check's own `binary` unit takes seconds to set up.) */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

function errorsOf(text: string, checkpoint: CheckpointName = 'post_analysis') {
  const result = compileCondition(text, checkpoint);
  return result.ok ? [] : result.errors;
}

function accepts(text: string, checkpoint: CheckpointName = 'post_analysis') {
  expect(errorsOf(text, checkpoint)).toEqual([]);
}

/** `^` in the text marks where the error must point to. */
function refuses(marked: string, message: RegExp, checkpoint: CheckpointName = 'post_analysis') {
  const position = marked.indexOf('^');
  const [error] = errorsOf(marked.replace('^', ''), checkpoint);
  expect(error).toMatchObject({ position, message: expect.stringMatching(message) });
}

describe('what a condition may be', () => {
  it.each([
    'duration_seconds < 60',
    'duration < 60',
    'is_live',
    'not is_live and has_captions == true',
    'language in ["en", \'de\']',
    'view_count / age_days > 1e3 or -view_count <= .5',
    'source_host != "example.org"',
    '(word_count < 40) == (sentence_count < 3)',
    'not (content_type in ["news"])',
    'view_count in [0, -1, 2.5]',
    'true',
    'title_length\n  > 3',
    'language == "it\\"s \\\\ fine"',
  ])('accepts %s', (text) => {
    accepts(text);
  });

  it('accepts the conditions of the contract', () => {
    accepts('title_spam_score > 0.80', 'post_download');
    accepts('speech_ratio < 0.05', 'mid_transcription');
    accepts('repetition_ratio > 0.70', 'post_transcription');
    accepts('overall_quality < 0.50 and content_informativeness < 0.30', 'post_quality_filtering');
    accepts('claim_count == 0 and novelty_score < 0.10', 'post_analysis');
  });
});

describe('a syntax error says what and where', () => {
  it.each<[string, RegExp]>([
    ['^', /empty/],
    ['^   ', /empty/],
    ['1 < view_count ^< 3', /cannot be chained: write "a < b and b < c"/],
    ['1 == 1 ^== 1', /cannot be chained/],
    ['(view_count > 3^', /expected "\)" to close the one at character 1/],
    ['view_count > 3^)', /no "\(" that this "\)" closes/],
    ['view_count ^= 3', /write "=="/],
    ['view_count > 3 ^&& is_live', /write "and"/],
    ['^!is_live', /write "not"/],
    ['view_count ^≤ 3', /write "<="/],
    ['is_live ^AND has_captions', /write "and" in lower case/],
    ['language == ^"en', /no closing quote/],
    ['language == "e^\\n"', /can be escaped/],
    ['len^(language) > 1', /functions cannot be called/],
    ['language^[0] == "e"', /indexing cannot be used/],
    ['language^.length > 1', /attributes cannot be used/],
    ['language in ^"en"', /expected "\["/],
    ['language in [^]', /empty/],
    ['language in ["en", ^title_length]', /a list holds numbers, strings, true or false/],
    ['language ^not in ["en"]', /not \(x in/],
    ['view_count > ^', /expected a value, a signal or "\("/],
    ['view_count > ^3rd', /not a number/],
    ['view_count > ^1e999', /too large/],
    ['view_count > 3 ^> 2', /chained/],
    ['view_count > ^\u0000', /not part of the condition language/],
    ['has_captions == ^not is_live', /put parentheses around/],
  ])('%s', (marked, message) => {
    refuses(marked, message);
  });
});

describe('types are checked when the configuration is loaded', () => {
  it.each<[string, RegExp]>([
    ['^"a" < 3', /"<" needs a number, but this is a string/],
    ['^language == 3', /cannot compare a string with a number/],
    ['^view_count', /must be true or false, but this is a number/],
    ['is_live and ^3', /"and" needs a boolean/],
    ['not ^view_count', /"not" needs a boolean/],
    ['-^is_live < 0', /"-" needs a number/],
    ['view_count + ^language > 3', /"\+" needs a number/],
    ['view_count in [1, ^"a"]', /must hold numbers/],
    ['^"a" < "b"', /"<" needs a number/],
  ])('%s', (marked, message) => {
    refuses(marked, message);
  });

  it('names the nearest known signal for an unknown one', () => {
    refuses('^word_coun < 40', /unknown signal "word_coun"; the nearest known name is "word_count"/);
    refuses('^duratoin < 40', /nearest known name is "duration"/);
    refuses('^constructor == 1', /unknown signal "constructor"/);
    refuses('^__proto__ == 1', /unknown signal/);
  });

  it('refuses a signal that is not known yet at the checkpoint, and says from when on it is', () => {
    refuses('^speech_ratio < 0.05', /not known yet at post_download: it is known from mid_transcription on/, 'post_download');
    refuses('^claim_count == 0', /from post_analysis on/, 'post_quality_filtering');
  });

  it('lets a condition at post_download use the text signals, which an article has there', () => {
    accepts('word_count < 40 and repetition_ratio > 0.7', 'post_download');
    refuses('^words_per_minute > 300', /not known yet/, 'post_download');
  });

  it('keeps the signals of a sample for the checkpoints after it', () => {
    accepts('sample_repetition_ratio > 0.5', 'post_transcription');
  });

  it('tells all type errors of a condition at once, in the order of the text', () => {
    expect(errorsOf('foo < 1 and "a" < 3 and bar').map(({ position }) => position)).toEqual([0, 12, 24]);
  });
});

describe('limits', () => {
  it('allows 512 characters and refuses 513', () => {
    const text = 'is_live'.padEnd(LIMITS.characters);
    accepts(text);
    expect(errorsOf(`${text} `)[0]?.message).toMatch(/513 characters; at most 512/);
  });

  it.each([
    ['parentheses', (depth: number) => `${'('.repeat(depth)}is_live${')'.repeat(depth)}`],
    ['not', (depth: number) => `${'not '.repeat(depth)}is_live`],
    ['minus signs', (depth: number) => `${'-'.repeat(depth)}1 < 0`],
  ])('allows 32 nested %s and refuses 33', (_, nest) => {
    accepts(nest(32));
    expect(errorsOf(nest(33))[0]?.message).toMatch(/more than 32 levels/);
  });

  it('counts a chain as flat, however long', () => {
    accepts(Array.from({ length: 40 }, () => 'is_live').join(' or '));
  });

  it('refuses more than 200 parts', () => {
    expect(errorsOf(`${'1+'.repeat(101)}1 > 0`)[0]?.message).toMatch(/more than 200 parts/);
  });
});

it('never throws, and points into the text, whatever the text is', () => {
  const piece = fc.constantFrom(
    'and',
    'or',
    'not',
    'in',
    '(',
    ')',
    '[',
    ']',
    ',',
    '<',
    '==',
    '-',
    '1',
    '"',
    "'",
    '\\',
    ' ',
    'is_live',
    'é',
  );
  const text = fc.oneof(
    fc.string({ unit: anyUnit }),
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' ')),
  );
  fc.assert(
    fc.property(text, (condition) =>
      errorsOf(condition).every(({ message, position }) => message !== '' && position >= 0 && position <= condition.length),
    ),
    { numRuns: 1000 },
  );
});
