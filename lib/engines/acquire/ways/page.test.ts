import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAcquirer } from '../acquirer';
import { samplesFolder } from '../samples';
import { codeOf, mediaThatFinds, type Site, startSite, testContext } from '../testing/site';
import { itemHints } from '../text/hints';
import type { Acquired } from '../types';

// Pages are read on a thread, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 30_000 });

const audio = readFileSync(join(samplesFolder(), 'platform-change.ogg'));
const SENTENCE = 'The council met on Tuesday, and after a long debate it decided, by a majority of three, to keep the old bridge open. ';
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const RSS = { 'content-type': 'application/rss+xml' };

let site: Site;
let acquirer: ReturnType<typeof createAcquirer>;

beforeAll(async () => {
  site = await startSite();
  acquirer = createAcquirer({ policy: site.policy, media: mediaThatFinds(), ytDlp: { folders: [] } });
  site.put('/talk.ogg', audio, { 'content-type': 'audio/ogg' });
  // The reading thread starts with the first page, in its own time.
  await acquirer.acquire('sample:library-hours', testContext());
}, 30_000);
afterAll(async () => {
  await acquirer.close();
  await site.close();
});

const acquire = (path: string, context = testContext()): Promise<Acquired> => acquirer.acquire(site.at(path), context);
const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><title>A page</title>${head}</head><body>${body}</body></html>`;
const feed = (items: string): string =>
  `<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>The Show</title>${items}</channel></rss>`;

describe('an article', () => {
  it('is its paragraphs, with what the page says of it', async () => {
    site.put(
      '/story',
      page(
        '<meta property="og:title" content="The bridge"><meta name="author" content="Ann Lee">',
        `<article>${`<p>${SENTENCE.repeat(2)}</p>`.repeat(4)}</article>`,
      ),
      HTML,
    );
    expect(await acquire('/story')).toMatchObject({
      kind: 'item',
      mediaKind: 'article',
      mediaFile: null,
      metadata: {
        title: 'The bridge',
        author: 'Ann Lee',
        language: 'en',
        durationSeconds: null,
        pageUrl: site.at('/story'),
        sourceHost: '127.0.0.1',
      },
      transcript: {
        origin: 'article',
        language: 'en',
        segments: Array(4).fill({ startSeconds: null, endSeconds: null, text: SENTENCE.repeat(2).trim(), confidence: null, speaker: null }),
      },
    });
  });

  it('is read in its charset', async () => {
    const words = 'Größe, Straße, Öl und 5 € — '.repeat(20);
    const bytes = Buffer.concat([
      Buffer.from(`<html><head><meta charset="iso-8859-1"></head><body><p>`),
      Buffer.from(words.replace(/€/g, '\x80').replace(/—/g, '\x97'), 'latin1'),
      Buffer.from('</p></body></html>'),
    ]);
    site.put('/latin', bytes, { 'content-type': 'text/html' });
    const item = await acquire('/latin');
    expect(item.kind === 'item' && item.transcript?.segments[0]?.text).toContain('Größe, Straße, Öl und 5 € —');
  });

  it('says more of itself than the feed that led to it, which fills the gaps', async () => {
    const context = testContext({ hints: itemHints({ title: 'From the feed', author: 'Feed Author' }) });
    site.put('/gaps', page('<meta property="og:title" content="From the page">', `<p>${SENTENCE.repeat(10)}</p>`), HTML);
    expect(await acquire('/gaps', context)).toMatchObject({ metadata: { title: 'From the page', author: 'Feed Author' } });
  });

  it('may be plain text or Markdown', async () => {
    site.put('/a.txt', `A Title\n\n${SENTENCE}\n${SENTENCE}\n\nSecond.`, { 'content-type': 'text/plain' });
    site.put(
      '/b.md',
      `---\ntitle: "From the front"\nauthor: Ann\ndate: 2024-05-01\n---\n\n# Heading\n\nSome *text* with [a link](https://x.example).\n`,
      { 'content-type': 'text/plain' },
    );
    expect(await acquire('/a.txt')).toMatchObject({
      mediaKind: 'article',
      metadata: { title: 'A Title' },
      transcript: { segments: [{ text: 'A Title' }, {}, { text: 'Second.' }] },
    });
    expect(await acquire('/b.md')).toMatchObject({
      metadata: { title: 'From the front', author: 'Ann', publishedAt: '2024-05-01T00:00:00.000Z' },
      transcript: { segments: [{ text: 'Heading' }, { text: 'Some text with a link.' }] },
    });
  });
});

describe('the page of a recording', () => {
  it('leads to the recording, with its captions and what the page says', async () => {
    site.put('/t.vtt', 'WEBVTT\n\n00:00.000 --> 00:26.000\nHello there.\n');
    site.put(
      '/episode',
      page(
        '<meta property="og:title" content="Episode 7"><meta property="og:site_name" content="The Show">',
        '<p>Listen.</p><audio><source src="/talk.ogg"><track kind="captions" srclang="en" src="/t.vtt"></audio>',
      ),
      HTML,
    );
    expect(await acquire('/episode')).toMatchObject({
      mediaKind: 'audio',
      mediaFile: null,
      metadata: { title: 'Episode 7', siteName: 'The Show', pageUrl: site.at('/episode') },
      transcript: { origin: 'captions', segments: [{ text: 'Hello there.' }] },
    });
  });

  it('leads through its feed, which knows the transcript, the author and the date', async () => {
    site.put('/transcript.json', JSON.stringify({ segments: [{ startTime: 0, endTime: 9, speaker: 'Ann', body: 'From the feed.' }] }));
    site.put(
      '/feed',
      feed(`<item><title>Other</title><link>${site.at('/other')}</link><enclosure url="/other.mp3" type="audio/mpeg"/></item>
      <item><title>Episode 8</title><link>${site.at('/episode-8?utm_source=rss')}</link><author>ann@example.com (Ann)</author><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate><enclosure url="/talk.ogg" type="audio/ogg"/><podcast:transcript url="/transcript.json" type="application/json"/></item>`),
      RSS,
    );
    // A page without a player of its own, written by scripts.
    site.put(
      '/episode-8',
      page('<link rel="alternate" type="application/rss+xml" href="/feed"><script src="x"></script>', '<div id="app"></div>'),
      HTML,
    );
    expect(await acquire('/episode-8')).toMatchObject({
      kind: 'item',
      metadata: { title: 'Episode 8', siteName: 'The Show', publishedAt: '2024-05-01T10:00:00.000Z' },
      transcript: { origin: 'podcast_transcript', segments: [{ text: 'From the feed.', speaker: 'Ann', startSeconds: 0, endSeconds: 9 }] },
    });
  });

  it('leads to the recording also where its feed is gone', async () => {
    site.put('/lonely', page('<link rel="alternate" type="application/rss+xml" href="/gone">', '<audio src="/talk.ogg"></audio>'), HTML);
    expect(await acquire('/lonely')).toMatchObject({ mediaFile: 'media.ogg', metadata: { title: 'A page' } });
  });

  it('whose recording is gone is its text, unless it says that it is the recording’s', async () => {
    const text = `<p>${SENTENCE.repeat(5)}</p>`;
    site.put('/notes', page('', `${text}<audio src="/gone.mp3"></audio>`), HTML);
    expect(await acquire('/notes')).toMatchObject({ mediaKind: 'article' });
    site.put(
      '/declared',
      page('<script type="application/ld+json">{"@type":"PodcastEpisode","name":"E","contentUrl":"/gone.mp3"}</script>', text),
      HTML,
    );
    expect(await codeOf(acquire('/declared'))).toBe('source_not_found');
  });

  it('may be behind a refresh, but not behind ever more of them', async () => {
    site.put('/moved', page('<meta http-equiv="refresh" content="0;url=/lonely">', ''), HTML);
    expect(await acquire('/moved')).toMatchObject({ mediaFile: 'media.ogg' });
    site.put('/loop', page('<meta http-equiv="refresh" content="0;url=/loop">', ''), HTML);
    expect(await codeOf(acquire('/loop'))).toBe('too_many_redirects');
  });

  it('that names an address inside gets nothing from there', async () => {
    site.put('/inside', page('<meta property="og:audio" content="http://169.254.169.254/a.mp3">', ''), HTML);
    expect(await codeOf(acquire('/inside'))).toBe('forbidden_address');
  });
});

describe('a page with nothing to take', () => {
  it.each([
    ['is empty', page('', ''), 'empty_content'],
    ['is an application', page('<script src="x"></script>', '<div id="app"></div>'), 'unsupported_site'],
    ['asks for a password', page('', '<form><input name="u"><input type="password"></form>'), 'sign_in_required'],
    ['has several recordings', page('', '<audio src="/a.mp3"></audio><audio src="/b.mp3"></audio>'), 'unsupported_site'],
    ['embeds a player that needs yt-dlp', page('', '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'), 'tool_missing'],
  ])('that %s', async (_, html, code) => {
    site.put('/nothing', html, HTML);
    expect(await codeOf(acquire('/nothing'))).toBe(code);
  });

  it('says how more pages could be read', async () => {
    site.put('/app', page('<script src="x"></script>', '<div id="app"></div>'), HTML);
    await expect(acquire('/app')).rejects.toThrow(/yt-dlp/);
    await expect(acquirer.acquire('https://www.youtube.com/watch?v=dQw4w9WgXcQ', testContext())).rejects.toThrow(
      /yt-dlp.*https:\/\/github\.com/,
    );
  });
});

describe('a list', () => {
  it('is a run per entry, up to the cap, each with what the feed says of it', async () => {
    const items = Array.from(
      { length: 7 },
      (_, i) => `<item><title>Ep ${i}</title><enclosure url="/ep${i}.mp3" type="audio/mpeg"/></item>`,
    );
    site.put('/feed.xml', feed(items.join('')), { 'content-type': 'text/plain' });
    const list = await acquire('/feed.xml');
    expect(list).toMatchObject({ kind: 'playlist', title: 'The Show', omitted: 2 });
    expect(list.kind === 'playlist' && list.entries).toHaveLength(5);
    expect(list.kind === 'playlist' && list.entries[0]).toMatchObject({
      url: site.at('/ep0.mp3'),
      title: 'Ep 0',
      hints: { title: 'Ep 0', siteName: 'The Show', feedUrl: site.at('/feed.xml'), playlistDepth: 1 },
    });
  });

  it('within a list within a list is not gone into', async () => {
    expect(await codeOf(acquire('/feed.xml', testContext({ hints: itemHints({ playlistDepth: 2 }) })))).toBe('unsupported_site');
  });

  it('without entries is empty; other data is no list', async () => {
    site.put('/none.xml', feed(''), RSS);
    site.put('/data.xml', '<?xml version="1.0"?><note>x</note>', { 'content-type': 'application/xml' });
    site.put('/data.json', '{"a":1}', { 'content-type': 'application/json' });
    expect(await Promise.all(['/none.xml', '/data.xml', '/data.json'].map((path) => codeOf(acquire(path))))).toEqual([
      'empty_content',
      'not_media',
      'not_media',
    ]);
  });
});

describe('a hostile page', () => {
  it('of fifty megabytes is not read to its end', async () => {
    let sent = 0;
    site.put('/huge', (_, response) => {
      response.writeHead(200, HTML);
      const chunk = '<p>word, '.repeat(20_000);
      const pour = (): void => {
        while (!response.destroyed && sent < 50_000_000 && response.write(chunk)) sent += chunk.length;
        if (sent >= 50_000_000) response.end();
        else response.once('drain', pour);
      };
      pour();
    });
    expect(await codeOf(acquire('/huge', testContext({ caps: { maxBytes: 100_000_000 } })))).toBe('too_large');
    expect(sent).toBeLessThan(30_000_000);
  });

  it('that nests too deep is refused, and the next page is read', async () => {
    site.put('/deep', `<html><body>${'<div>'.repeat(20_000)}`, HTML);
    expect(await codeOf(acquire('/deep'))).toBe('unsupported_site');
    expect(await acquire('/story')).toMatchObject({ mediaKind: 'article' });
  });
});
