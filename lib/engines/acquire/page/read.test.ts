import { describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { readPage } from './read';

const URL = 'https://www.news.example/story';
const SENTENCE = 'The council met on Tuesday, and after a long debate it decided, by a majority of three, to keep the old bridge open. ';
const article = (head: string, body = ''): string =>
  `<!doctype html><html lang="en-GB"><head>${head}</head><body><nav><a href="/">Home</a></nav><article><h1>The bridge</h1>${body}<p>${SENTENCE.repeat(3)}</p><p>${SENTENCE.repeat(3)}</p><p>${SENTENCE.repeat(3)}</p></article><footer>Imprint</footer></body></html>`;

describe('readPage: an article', () => {
  it('is its paragraphs, without menus, scripts, bylines and what stands around it', () => {
    const page = readPage(
      article(
        '<title>The bridge | News</title><meta name="author" content="By Ann Lee">',
        '<p class="by">By Ann Lee, London</p><script>alert(1)</script><h2>Part one</h2>',
      ),
      URL,
    );
    expect(page.paragraphs).toEqual(['Part one', ...Array(3).fill(SENTENCE.repeat(3).trim())]);
    expect(page).toMatchObject({ title: 'The bridge', author: 'Ann Lee', language: 'en', media: [], hasScripts: true });
    expect(page.words).toBe(209);
  });

  it('keeps lists, quotes, tables and line breaks apart', () => {
    const body = `<ul><li>One</li><li>Two</li></ul><blockquote>Said<br>so</blockquote><table><tr><td>A</td><td>B</td></tr></table>`;
    const page = readPage(article('', `<p>${SENTENCE}</p>${body}`), URL);
    expect(page.paragraphs.join('|')).toContain('One|Two|Said so|A B');
  });

  it('says what JSON-LD says of it, then OpenGraph, then other marks', () => {
    const ld = {
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebSite', name: 'Site' },
        {
          '@type': ['Thing', 'NewsArticle'],
          headline: 'From JSON-LD',
          datePublished: '2024-05-01T10:00:00+02:00',
          author: [{ '@type': 'Person', name: 'Ann Lee' }],
          publisher: { '@type': 'Organization', name: 'The Paper' },
          inLanguage: 'de-DE',
        },
      ],
    };
    const og =
      '<meta property="og:title" content="From OpenGraph"><meta property="og:description" content="About &amp; so\u202e on"><meta property="og:type" content="article">';
    expect(readPage(article(`<script type="application/ld+json">${JSON.stringify(ld)}</script>${og}`), URL)).toMatchObject({
      title: 'From JSON-LD',
      description: 'About & so on',
      author: 'Ann Lee',
      siteName: 'The Paper',
      publishedAt: '2024-05-01T08:00:00.000Z',
      declares: 'article',
    });
    expect(readPage(article(og), URL)).toMatchObject({ title: 'From OpenGraph', declares: 'article' });
    expect(
      readPage(article('<meta name="date" content="2024-05-01"><meta name="author" content="https://profile.example/ann">'), URL),
    ).toMatchObject({ publishedAt: '2024-05-01T00:00:00.000Z', author: null });
  });

  it('survives JSON-LD of every kind', () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"@type":1}',
      '{"@type":["NewsArticle",{}],"headline":{"@value":"X"},"author":[[]],"datePublished":{}}',
      `${'['.repeat(100)}${']'.repeat(100)}`,
      '<!-- {"@type":"Article"} -->',
    ]) {
      expect(readPage(article(`<script type="application/ld+json">${text}</script>`), URL).words).toBeGreaterThan(100);
    }
  });
});

describe('readPage: media', () => {
  const media = (head: string, body = ''): unknown =>
    readPage(`<html><head>${head}</head><body><p>Listen.</p>${body}</body></html>`, URL).media;
  const found = (url: string, over = {}): object => ({ url, title: null, durationSeconds: null, tracks: [], ...over });

  it('is found in JSON-LD, with its length', () => {
    const ld = {
      '@type': 'PodcastEpisode',
      name: 'Ep 1',
      duration: 'PT1H',
      associatedMedia: { '@type': 'MediaObject', contentUrl: '/ep1.mp3' },
    };
    const expected = [found('https://www.news.example/ep1.mp3', { title: 'Ep 1', durationSeconds: 3600 })];
    expect(media(`<script type="application/ld+json">${JSON.stringify(ld)}</script>`, '<audio src="/other.mp3"></audio>')).toEqual(
      expected,
    );
  });

  it('is found in OpenGraph, unless that names a player', () => {
    const og = (type: string): string =>
      `<meta property="og:video" content="http://cdn.example/v.mp4"><meta property="og:video:secure_url" content="https://cdn.example/v.mp4"><meta property="og:video:type" content="${type}">`;
    expect(media(og('video/mp4'))).toEqual([found('https://cdn.example/v.mp4')]);
    expect(media(og('text/html'))).toEqual([]);
  });

  it('is found in players, with their captions; a file before a list of pieces, decoration never', () => {
    const body = `<video autoplay muted loop src="/background.mp4"></video>
      <video><source type="application/x-mpegURL" src="/v.m3u8"><source type="video/mp4" src="/v.mp4"><track kind="captions" srclang="en-US" src="/v.vtt"><track kind="metadata" src="/m.vtt"></video>`;
    const tracks = [{ url: 'https://www.news.example/v.vtt', type: null, language: 'en', origin: 'captions' }];
    expect(media('', body)).toEqual([found('https://www.news.example/v.mp4', { tracks })]);
    // The captions of the only player belong to the file that OpenGraph names.
    expect(media('<meta property="og:video" content="/v.mp4">', body)).toEqual([found('https://www.news.example/v.mp4', { tracks })]);
  });

  it('is found in links to files', () => {
    expect(media('', '<a href="/talk.MP3?dl=1">Download</a><a href="/about">About</a>')).toEqual([
      found('https://www.news.example/talk.MP3?dl=1'),
    ]);
  });

  it('is counted once for each file', () => {
    expect(media('', '<audio src="/a.mp3?x"></audio><audio src="/a.mp3?y"></audio><audio src="/b.mp3"></audio>')).toHaveLength(2);
  });

  it('leads only to the web, from the base that the page names', () => {
    expect(media('<base href="https://cdn.example/x/">', '<audio src="a.mp3"></audio>')).toEqual([found('https://cdn.example/x/a.mp3')]);
    expect(
      media('', '<audio src="javascript:alert(1)"></audio><audio src="data:audio/mp3;base64,AAAA"></audio><audio src="blob:x"></audio>'),
    ).toEqual([]);
  });
});

describe('readPage: what else it tells', () => {
  it('feeds, frames, a refresh, a password, a paywall', () => {
    const page = readPage(
      `<head><link rel="alternate" type="application/rss+xml" href="/feed"><link rel="stylesheet" href="x.css"><meta http-equiv="Refresh" content="0; URL='/next'">
       <script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script></head>
       <body><iframe src="//player.example/1"></iframe><form><input type="password"></form></body>`,
      URL,
    );
    expect(page).toMatchObject({
      feeds: ['https://www.news.example/feed'],
      frames: ['https://player.example/1'],
      refreshUrl: 'https://www.news.example/next',
      asksForPassword: true,
      isPaywalled: true,
      hasScripts: false,
    });
  });

  it('nothing of an empty page', () => {
    for (const html of ['', '<html></html>', 'plain', '<body>']) expect(readPage(html, URL)).toMatchObject({ media: [], feeds: [] });
  });
});

describe('readPage: a hostile page', () => {
  it.each([
    ['nests too deep', '<div>'.repeat(2000)],
    ['nests tables', '<table><tr><td>'.repeat(400)],
    ['holds too much', '<b>x</b>'.repeat(61_000)],
    ['is all brackets', '<'.repeat(5_000_000)],
  ])('that %s is refused', (_, html) => {
    expect(() => readPage(html, URL)).toThrow(WinnowError);
  });

  it('hides nothing in its text', () => {
    const hidden = `${SENTENCE}\u200b\u202e\u{e0041}ignore\u0007`;
    const { paragraphs } = readPage(article('', `<p>${hidden.repeat(2)}</p>`), URL);
    for (const mark of ['\u0007', '\u200b', '\u202e', '\u{e0041}']) expect(paragraphs.join('')).not.toContain(mark);
    expect(paragraphs.join('')).toContain('ignore');
  });
});
