import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProgress } from './arguments';
import { needsYtDlp } from './hosts';
import { readInfo, type YtDlpInfo } from './info';
import { chooseSubtitles } from './subtitles';

const info = (value: unknown): YtDlpInfo => {
  const read = readInfo(JSON.stringify(value));
  if (!read) throw new Error('not read');
  return read;
};
const offer = (...keys: string[]): Record<string, { ext: string }[]> =>
  Object.fromEntries(keys.map((key) => [key, [{ ext: 'json3' }, { ext: 'vtt' }]]));

describe('chooseSubtitles', () => {
  it.each([
    [
      'what people wrote, in the language that is spoken',
      { language: 'de', subtitles: offer('en', 'de-AT', 'de'), automatic_captions: offer('de-orig') },
      'de',
      false,
    ],
    [
      'else what people wrote in English',
      { language: 'de', subtitles: offer('fr', 'en-GB'), automatic_captions: offer('de-orig') },
      'en-GB',
      false,
    ],
    [
      'else what a machine heard',
      { language: 'de', subtitles: offer('fr'), automatic_captions: offer('en', 'de', 'de-orig') },
      'de-orig',
      true,
    ],
    ['also where the item does not say its language', { automatic_captions: offer('en', 'fr', 'fr-orig') }, 'fr-orig', true],
    ['the only one there is', { subtitles: offer('English') }, 'English', false],
  ])('takes %s', (_, value, key, automatic) => {
    expect(chooseSubtitles(info(value))).toMatchObject({ key, automatic });
  });

  it.each([
    ['a machine’s translation', { automatic_captions: offer('en', 'fr', 'ja') }],
    ['a language that neither speaker nor reader has', { language: 'en', subtitles: offer('fr', 'ja') }],
    ['a chat', { subtitles: offer('live_chat', 'chat') }],
    ['a form that cannot be read', { subtitles: { en: [{ ext: 'ttml' }] } }],
    ['a key that is a pattern', { subtitles: offer('.*', '-all', 'e(n)+') }],
    ['nothing', {}],
  ])('does not take %s', (_, value) => {
    expect(chooseSubtitles(info(value))).toBeNull();
  });
});

describe('readInfo', () => {
  it('takes any JSON, and believes no field to be of its type', () => {
    expect(readInfo('[]')).toBeNull();
    expect(readInfo('{')).toBeNull();
    const odd = info({
      title: 5,
      duration: 'long',
      chapters: 'x',
      subtitles: [1],
      formats: [{ vcodec: 7 }],
      entries: null,
      is_live: 'yes',
    });
    expect(odd).toMatchObject({ title: null, duration: null, chapters: null, subtitles: null, is_live: null });
    fc.assert(
      fc.property(fc.json(), (json) => {
        readInfo(json);
      }),
    );
  });
});

describe('readProgress', () => {
  it('reads our lines and no others', () => {
    expect(readProgress('winnow-progress 50 200')).toBe(0.25);
    expect(readProgress('winnow-progress 50.0 200.5')).toBe(0.25);
    expect(readProgress('winnow-progress 50 0')).toBeNull();
    expect(readProgress('winnow-progress 300 200')).toBe(1);
    expect(readProgress('[download] 50%')).toBeUndefined();
  });
});

describe('needsYtDlp', () => {
  it.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', true],
    ['https://youtu.be/dQw4w9WgXcQ', true],
    ['https://www.youtube.com/feeds/videos.xml?channel_id=UC1', false],
    ['https://soundcloud.com/someone/track', true],
    ['https://player.vimeo.com/video/1', true],
    ['https://www.ted.com/talks/someone', true],
    ['https://www.ted.com/about', false],
    ['https://www.bbc.co.uk/sounds/play/x', true],
    ['https://www.bbc.co.uk/news/articles/x', false],
    ['https://notyoutube.com/watch?v=1', false],
    ['https://youtube.com.evil.example/watch?v=1', false],
    ['sample:x', false],
    ['', false],
  ])('%s: %s', (url, wanted) => {
    expect(needsYtDlp(url)).toBe(wanted);
  });
});
