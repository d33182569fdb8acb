import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcquiredItem } from '@/lib/core/runs/content';
import { createAcquirer } from '../acquirer';
import { samplesFolder } from '../samples';
import { codeOf, mediaThatFinds, type Site, startSite, type TestContext, testContext } from '../testing/site';
import { itemHints } from '../text/hints';

const audio = readFileSync(join(samplesFolder(), 'platform-change.ogg'));
const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hello there.\n\n00:02.000 --> 00:26.000\nGood bye.\n';
let site: Site;

function acquirer(found = {}) {
  return createAcquirer({ policy: site.policy, media: mediaThatFinds(found), ytDlp: { folders: [] } });
}

async function acquire(path: string, context: TestContext = testContext(), found = {}): Promise<AcquiredItem> {
  const acquired = await acquirer(found).acquire(site.at(path), context);
  if (acquired.kind !== 'item') throw new Error('a playlist');
  return acquired;
}

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe('a direct media file', () => {
  it('is downloaded whole, whatever it is called and declared', async () => {
    site.put('/talk', audio, { 'content-type': 'text/html', 'last-modified': 'Wed, 01 May 2024 10:00:00 GMT' });
    const context = testContext();
    const item = await acquire('/talk', context);
    expect(item).toMatchObject({ mediaKind: 'audio', mediaFile: 'media.ogg', transcript: null });
    expect(item.metadata).toMatchObject({
      title: 'talk',
      durationSeconds: 27,
      publishedAt: '2024-05-01T10:00:00.000Z',
      sourceHost: '127.0.0.1',
    });
    expect(readFileSync(join(context.folder, 'media.ogg')).equals(audio)).toBe(true);
    expect(readdirSync(context.folder)).toEqual(['media.ogg']);
    expect(context.progress.at(-2)).toEqual([1, 'Downloading']);
  });

  it('takes its title from the name that the server gives it', async () => {
    site.put('/d.ogg', audio, { 'content-disposition': `attachment; filename*=UTF-8''Caf%C3%A9_Talk%202.ogg` });
    expect((await acquire('/d.ogg')).metadata.title).toBe('Café Talk 2');
  });

  it('is a video where it has a picture', async () => {
    site.put('/v.mp4', Buffer.concat([Buffer.from('\0\0\0\x20ftypisom', 'latin1'), audio]));
    expect(await acquire('/v.mp4', testContext(), { hasVideo: true })).toMatchObject({ mediaKind: 'video', mediaFile: 'media.mp4' });
  });

  it('replaces what an earlier try left', async () => {
    const context = testContext();
    site.put('/again.ogg', audio);
    await acquire('/again.ogg', context);
    expect(await acquire('/again.ogg', context)).toMatchObject({ mediaFile: 'media.ogg' });
  });

  it.each([
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'not_media'],
    ['a document', Buffer.from('%PDF-1.4 …'), 'not_media'],
    ['unknown bytes', Buffer.from([1, 2, 3, 4]), 'not_media'],
    ['nothing', Buffer.alloc(0), 'empty_content'],
  ])('is refused when it is %s under the name of one', async (_, body, code) => {
    site.put('/x.mp3', body, { 'content-type': 'application/octet-stream' });
    expect(await codeOf(acquire('/x.mp3'))).toBe(code);
  });

  it('is refused without sound, and when it is too long by measure', async () => {
    site.put('/s.ogg', audio);
    expect(await codeOf(acquire('/s.ogg', testContext(), { hasAudio: false, hasVideo: true }))).toBe('no_audio');
    const context = testContext();
    expect(await codeOf(acquire('/s.ogg', context, { durationSeconds: 3601 }))).toBe('too_long');
    expect(readdirSync(context.folder)).toEqual([]);
  });

  it('is refused before it is downloaded when its feed says that it is too long', async () => {
    site.put('/long.ogg', audio);
    const context = testContext({ hints: itemHints({ durationSeconds: 99_999 }) });
    expect(await codeOf(acquire('/long.ogg', context))).toBe('too_long');
    expect(readdirSync(context.folder)).toEqual([]);
  });

  it('is told from a radio station', async () => {
    site.put(
      '/radio',
      (_, response) =>
        void response.writeHead(200, { 'icy-name': 'Radio', 'content-type': 'audio/mpeg' }).write(Buffer.from('ID3\x04\0\0')),
    );
    expect(await codeOf(acquire('/radio'))).toBe('live_stream');
  });
});

describe('caps hold against servers that lie', () => {
  it.each([
    ['says that it is too large', { 'content-length': '99999999' }],
    ['says nothing and never ends', {}],
  ])('a body that %s', async (_, headers) => {
    site.put('/flood.ogg', (_request, response) => {
      response.writeHead(200, headers as Record<string, string>);
      const pour = (): void => {
        while (!response.destroyed && response.write(audio));
        response.once('drain', pour);
      };
      pour();
    });
    const context = testContext({ caps: { maxBytes: 500_000 } });
    expect(await codeOf(acquire('/flood.ogg', context))).toBe('too_large');
    expect(readdirSync(context.folder)).toEqual([]);
  });

  it('a server that never answers, or stops in the middle, costs no more than the time that is given', async () => {
    site.put('/silent', () => {});
    site.put(
      '/stops.ogg',
      (_, response) => void response.writeHead(200, { 'content-length': String(audio.length) }).write(audio.subarray(0, 9000)),
    );
    for (const path of ['/silent', '/stops.ogg']) {
      expect(await codeOf(acquire(path, testContext({ caps: { timeoutSeconds: 0.5 } })))).toBe('source_timeout');
    }
  });

  it('an abort ends it with its reason', async () => {
    const context = testContext();
    site.put('/hang.ogg', (_, response) => {
      response.writeHead(200).write(audio.subarray(0, 9000));
      context.controller.abort();
    });
    expect(await codeOf(acquire('/hang.ogg', context))).toBe('cancelled');
  });
});

describe('a cut connection', () => {
  /** Serves the file by ranges, and cuts every response after so many bytes. */
  function cutting(
    path: string,
    bytesEach: number,
    validator: Record<string, string>,
    answer?: (response: ServerResponse) => void,
  ): string[] {
    const ranges: string[] = [];
    site.put(path, (request, response) => {
      const { range } = request.headers;
      ranges.push(range ?? '');
      const start = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
      if (range && answer) return answer(response);
      const headers = {
        ...validator,
        'content-length': String(audio.length - start),
        ...(range ? { 'content-range': `bytes ${start}-${audio.length - 1}/${audio.length}` } : {}),
      };
      response.writeHead(range ? 206 : 200, headers);
      const end = start + bytesEach;
      if (end >= audio.length) response.end(audio.subarray(start));
      else response.write(audio.subarray(start, end), () => response.destroy());
    });
    return ranges;
  }

  it('is taken up where it was cut', async () => {
    const ranges = cutting('/cut.ogg', 20_000, { 'accept-ranges': 'bytes', etag: '"a"' });
    const context = testContext();
    await acquire('/cut.ogg', context);
    expect(readFileSync(join(context.folder, 'media.ogg')).equals(audio)).toBe(true);
    expect(ranges.length).toBeGreaterThan(2);
    expect(ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range))).toBe(true);
  });

  it('starts over where the file has changed meanwhile', async () => {
    cutting('/changed.ogg', 20_000, { 'accept-ranges': 'bytes', etag: '"a"' }, (response) => void response.writeHead(200).end(audio));
    const context = testContext();
    await acquire('/changed.ogg', context);
    expect(readFileSync(join(context.folder, 'media.ogg')).equals(audio)).toBe(true);
  });

  it('is a failure where the server offers no ranges, or another part than was asked for', async () => {
    cutting('/no-ranges.ogg', 20_000, {});
    expect(await codeOf(acquire('/no-ranges.ogg'))).toMatch(/^source_un/);
    cutting('/other-part.ogg', 20_000, { 'accept-ranges': 'bytes', etag: '"a"' }, (response) => {
      response.writeHead(206, { 'content-range': `bytes 5-${audio.length - 1}/${audio.length}` }).end(audio.subarray(5));
    });
    const context = testContext();
    expect(await codeOf(acquire('/other-part.ogg', context))).toBe('acquisition_failed');
    expect(readdirSync(context.folder)).toEqual([]);
  });
});

describe('what a host answers', () => {
  it.each([
    [401, 'sign_in_required'],
    [402, 'sign_in_required'],
    [403, 'forbidden_by_source'],
    [404, 'source_not_found'],
    [410, 'removed_by_source'],
    [429, 'source_rate_limited'],
    [451, 'geo_blocked'],
    [500, 'source_unavailable'],
    [503, 'source_unavailable'],
  ])('%i is %s', async (status, code) => {
    site.put('/status', (_, response) => void response.writeHead(status).end());
    expect(await codeOf(acquire('/status'))).toBe(code);
  });

  it('its plea for a pause is remembered, with the time it names', async () => {
    const context = testContext();
    site.put('/busy', (_, response) => void response.writeHead(429, { 'retry-after': '120' }).end());
    await codeOf(acquire('/busy', context));
    site.put('/busy', (_, response) => void response.writeHead(503, { 'retry-after': '30' }).end());
    await codeOf(acquire('/busy', context));
    site.put('/busy', (_, response) => void response.writeHead(429).end());
    await codeOf(acquire('/busy', context));
    site.put('/busy', (_, response) => void response.writeHead(503).end());
    await codeOf(acquire('/busy', context));
    expect(context.reports).toEqual([
      ['127.0.0.1', 120],
      ['127.0.0.1', 30],
      ['127.0.0.1', null],
    ]);
  });

  it('a host that is backed off is not asked at all', async () => {
    const before = site.asked.length;
    expect(await codeOf(acquire('/talk', testContext({ backedOff: '127.0.0.1' })))).toBe('source_rate_limited');
    expect(site.asked.length).toBe(before);
  });

  it('private addresses stay shut', async () => {
    const context = testContext();
    expect(await codeOf(acquirer().acquire('http://127.0.0.1:1/x', context))).toBe('forbidden_address');
    site.put('/inward', (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end());
    expect(await codeOf(acquire('/inward', context))).toBe('forbidden_address');
  });
});

describe('captions before hearing', () => {
  it('lie beside the file: then it is not downloaded', async () => {
    site.put('/show.ogg', audio);
    site.put('/show.vtt', VTT, { 'content-type': 'text/plain' });
    const context = testContext();
    const item = await acquire('/show.ogg', context);
    expect(item).toMatchObject({ mediaFile: null, mediaKind: 'audio', transcript: { origin: 'sidecar', engine: 'published' } });
    expect(item.transcript?.segments).toEqual([
      { startSeconds: 1, endSeconds: 2, text: 'Hello there.', confidence: null, speaker: 'Ann' },
      { startSeconds: 2, endSeconds: 26, text: 'Good bye.', confidence: null, speaker: null },
    ]);
    expect(item.metadata.durationSeconds).toBe(26);
    expect(readdirSync(context.folder)).toEqual([]);
  });

  it('may be SRT, in an old charset', async () => {
    site.put('/old.ogg', audio);
    site.put('/old.srt', Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\nCaf\xe9 \x96 ol\xe9\r\n', 'latin1'));
    expect((await acquire('/old.ogg')).transcript?.segments[0]?.text).toBe('Café – olé');
  });

  it('are not a page that stands for "not found", nor empty, nor of a fraction of it', async () => {
    site.put('/soft.ogg', audio);
    site.put('/soft.vtt', '<html><body>Sorry, 00:01.000 --> 00:02.000 nothing here</body></html>', { 'content-type': 'text/html' });
    site.put('/soft.srt', '1\n00:00:01,000 --> 00:00:02,000\n\n');
    expect((await acquire('/soft.ogg')).transcript).toBeNull();
    site.put('/part.ogg', audio);
    site.put('/part.vtt', VTT);
    expect((await acquire('/part.ogg', testContext({ hints: itemHints({ durationSeconds: 1800 }) }))).transcript).toBeNull();
  });

  it.each([
    ['text/vtt', VTT, 'Ann', 1],
    ['application/x-subrip', '1\n00:00:01,000 --> 00:00:02,000\nHello there.\n', null, 1],
    ['application/json', JSON.stringify({ segments: [{ startTime: 1, endTime: 2, speaker: 'Ann', body: 'Hello there.' }] }), 'Ann', 1],
    ['text/html', '<cite>Ann:</cite><time>0:01</time><p>Hello there.</p>', 'Ann', 1],
    ['text/plain', 'Hello there.\n\nGood bye.', null, null],
  ])('come from the feed as %s', async (type, body, speaker, startSeconds) => {
    site.put('/ep.mp3', Buffer.concat([Buffer.from('ID3'), audio]));
    site.put('/transcript', body, { 'content-type': type });
    const transcripts = [
      { url: site.at('/missing'), type: 'text/vtt', language: 'en', origin: 'podcast_transcript' as const },
      { url: site.at('/transcript'), type, language: 'de', origin: 'podcast_transcript' as const },
    ];
    const item = await acquire('/ep.mp3', testContext({ hints: itemHints({ title: 'Episode 1', transcripts }) }));
    expect(item.transcript).toMatchObject({ origin: 'podcast_transcript', language: 'de' });
    expect(item.transcript?.segments[0]).toMatchObject({ text: 'Hello there.', speaker, startSeconds });
    expect(item.metadata).toMatchObject({ title: 'Episode 1', language: 'de' });
  });

  it('from an address inside are not fetched; the sound is', async () => {
    const transcripts = [{ url: 'http://169.254.169.254/t.vtt', type: 'text/vtt', language: null, origin: 'podcast_transcript' as const }];
    expect(await acquire('/talk', testContext({ hints: itemHints({ transcripts }) }))).toMatchObject({
      transcript: null,
      mediaFile: 'media.ogg',
    });
  });

  it('submitted by themselves are speech without sound', async () => {
    site.put('/only.vtt', VTT);
    expect(await acquire('/only.vtt')).toMatchObject({ mediaKind: 'audio', mediaFile: null, transcript: { origin: 'captions' } });
    site.put('/none.vtt', 'WEBVTT\n\nNOTE nothing\n');
    expect(await codeOf(acquire('/none.vtt'))).toBe('empty_content');
  });
});

describe('what the feed said', () => {
  it('goes before what the file is called, and its chapters are fetched', async () => {
    site.put(
      '/chapters.json',
      JSON.stringify({
        version: '1.2.0',
        chapters: [{ startTime: 0, title: 'Intro' }, { startTime: 61.5, title: 'Part\u202e 1' }, { title: 'x' }, null],
      }),
    );
    const hints = itemHints({
      title: 'Ep 1',
      author: 'Ann',
      siteName: 'The Show',
      publishedAt: '2024-05-01T00:00:00.000Z',
      pageUrl: 'https://www.show.example/1',
      chaptersUrl: site.at('/chapters.json'),
    });
    const { metadata } = await acquire('/talk', testContext({ hints }));
    expect(metadata).toMatchObject({
      title: 'Ep 1',
      author: 'Ann',
      siteName: 'The Show',
      sourceHost: 'show.example',
      pageUrl: 'https://www.show.example/1',
      durationSeconds: 27,
    });
    expect(metadata.chapters).toEqual([
      { startSeconds: 0, title: 'Intro' },
      { startSeconds: 61.5, title: 'Part 1' },
    ]);
  });
});
