import { describe, expect, it } from 'vitest';
import { CUE_NAMES, countCues } from './cues';
import { SURFACE_NAMES, surfaceOf } from './features';
import { TITLE_NAMES, titleFeatures } from './title-features';

const cue = (name: string, text: string) => countCues(text)[CUE_NAMES.indexOf(name)];
const surface = (name: string, text: string) => surfaceOf(text).values[SURFACE_NAMES.indexOf(name)]!;
const title = (name: string, text: string) => titleFeatures(text)[TITLE_NAMES.indexOf(name)];

describe('cues', () => {
  it('are counted as whole words, whatever the case, the apostrophe or the spacing', () => {
    expect(cue('dice', 'Roll initiative! She ROLLS again.')).toBe(3);
    expect(cue('dice', 'the enrolled trolls')).toBe(0);
    expect(cue('archaic', 'heav’n and o’er')).toBe(2);
    expect(cue('small_print', 'Terms\napply. Other terms are applied.')).toBe(1);
  });
});

describe('surface features', () => {
  const verse =
    'The candle burns low in the hall\nThe rain is a drum on the wall\nI wait for a step on the stair\nAnd nobody ever is there';

  it('have one value per name, all finite, for any text', () => {
    for (const text of ['', '!!!', 'word', verse, '\u0000\uD800 🙂', 'A: B: C:\n[x]']) {
      const { values } = surfaceOf(text);
      expect(values).toHaveLength(SURFACE_NAMES.length);
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  it('see verse by its lines and rhymes, and prose as none', () => {
    expect(surface('rhymes', verse)).toBeGreaterThan(0.2);
    expect(surface('verse_lines', verse)).toBe(1);
    expect(surface('rhymes', verse.replaceAll('\n', ' '))).toBe(0);
    expect(surface('verse_lines', verse.replaceAll('\n', ' '))).toBe(0);
  });

  it('count turns, speakers and notes, and embed none of them', () => {
    const talk = 'ANA: Shall we?\nBO: Yes. (laughter)\nANA: Good.';
    expect(surface('turns', talk)).toBeGreaterThan(0);
    expect(surface('several_speakers', talk)).toBe(2);
    expect(surface('note_laughter', talk)).toBeGreaterThan(0);
    expect(surfaceOf(talk).spoken).toBe('Shall we? Yes. Good.');
  });

  it('know text without punctuation', () => {
    const heard = 'so then i went up to the door and it was open and there was nobody in there at all';
    expect(surface('unpunctuated', heard)).toBe(1);
    expect(surface('unpunctuated', `${heard}.`)).toBe(0);
  });
});

describe('title features', () => {
  it('have one value per name', () => {
    for (const text of ['', 'MORNING', '【x】 y! #3', 'a; b. Aired 7-8p ET']) expect(titleFeatures(text)).toHaveLength(TITLE_NAMES.length);
  });

  it.each([
    ['all_capitals', 'OAK HOLLOW', 'Oak Hollow'],
    ['fancy_brackets', '【HORROR】do not look', 'do not look'],
    ['names_broadcast', 'Storm nears coast. Aired 9-10p ET', 'Storm nears coast'],
    ['holds_episode', 'The long night S2E14', 'The long night 2014'],
    ['official_video', 'Fly (Official Video)', 'How to fly'],
    ['holds_code', 'meeting TS21b', 'meeting about taxes'],
  ])('%s', (name, yes, no) => {
    expect([title(name, yes), title(name, no)]).toEqual([1, 0]);
  });
});
