import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAcquirer } from '../acquirer';
import { samplesFolder } from '../samples';
import { type FakeAnswers, type FakeYtDlp, fakeYtDlp } from '../testing/fake-yt-dlp';
import { codeOf, mediaThatFinds, type Site, startSite, type TestContext, testContext } from '../testing/site';
import { itemHints } from '../text/hints';
import type { Acquired } from '../types';
import { ytDlpStatus } from '../ytdlp/status';

const AUDIO = join(samplesFolder(), 'platform-change.ogg');
const VIDEO = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const VTT = 'WEBVTT\n\n00:00.000 --> 03:20.000\nHello there.\n';
const info = {
  _type: 'video',
  title: 'A talk',
  description: 'About things',
  channel: 'The Channel',
  extractor_key: 'Youtube',
  timestamp: 1_714_557_600,
  duration: 212.5,
  view_count: 1234,
  live_status: 'not_live',
  language: 'en',
  webpage_url: VIDEO,
  chapters: [{ start_time: 0, end_time: 5, title: 'Intro' }],
  formats: [
    { acodec: 'opus', vcodec: 'none' },
    { acodec: 'mp4a', vcodec: 'avc1' },
  ],
};
// Each call is several processes, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 30_000 });

/** Where yt-dlp is found; set for each call. */
const folders: string[] = [];
let site: Site;
let acquirer: ReturnType<typeof createAcquirer>;

beforeAll(async () => {
  site = await startSite();
  acquirer = createAcquirer({ policy: site.policy, media: mediaThatFinds({ durationSeconds: 211 }), ytDlp: { folders } });
  // The reading thread starts with the first page, in its own time.
  await acquirer.acquire('sample:library-hours', testContext());
}, 30_000);
afterAll(async () => {
  await acquirer.close();
  await site.close();
});

function acquireWith(fake: FakeYtDlp, url = VIDEO, context: TestContext = testContext()): Promise<Acquired> {
  folders.splice(0, folders.length, fake.folder);
  return acquirer.acquire(url, context);
}

const failing = (describe: string, url?: string): Promise<string> => codeOf(acquireWith(fakeYtDlp({ fails: { describe } }), url));

describe('a player that only yt-dlp knows', () => {
  it('gives what it says of the item, and its sound', async () => {
    const fake = fakeYtDlp({
      info,
      media: AUDIO,
      progress: ['winnow-progress 10 100', '[info] noise', 'winnow-progress 100.0 NA', 'winnow-progress 100 100'],
    });
    const context = testContext();
    expect(await acquireWith(fake, VIDEO, context)).toEqual({
      kind: 'item',
      mediaKind: 'audio',
      mediaFile: 'media.ogg',
      transcript: null,
      metadata: {
        title: 'A talk',
        description: 'About things',
        author: 'The Channel',
        siteName: 'Youtube',
        publishedAt: '2024-05-01T10:00:00.000Z',
        durationSeconds: 211,
        viewCount: 1234,
        isLive: false,
        language: 'en',
        chapters: [{ startSeconds: 0, title: 'Intro' }],
        sourceHost: 'youtube.com',
        pageUrl: VIDEO,
      },
    });
    expect(readFileSync(join(context.folder, 'media.ogg')).equals(readFileSync(AUDIO))).toBe(true);
    expect(readdirSync(context.folder)).toEqual(['media.ogg']);
    expect(context.progress).toContainEqual([0.1, 'Downloading']);
  });

  it('gives its subtitles instead of its sound', async () => {
    const fake = fakeYtDlp({ info: { ...info, subtitles: { en: [{ ext: 'vtt', url: 'x' }] } }, subtitles: VTT });
    const context = testContext();
    expect(await acquireWith(fake, VIDEO, context)).toMatchObject({
      mediaKind: 'video',
      mediaFile: null,
      metadata: { durationSeconds: 212.5 },
      transcript: { origin: 'captions', language: 'en', segments: [{ text: 'Hello there.', endSeconds: 200 }] },
    });
    expect(fake.calls()).toHaveLength(2);
    expect(readdirSync(context.folder)).toEqual([]);
  });

  it.each<[string, FakeAnswers]>([
    ['fail', { fails: { subtitles: 'ERROR: HTTP Error 429: Too Many Requests' } }],
    ['are not written', {}],
    ['are empty', { subtitles: 'WEBVTT\n\n' }],
  ])('gives its sound where the subtitles %s', async (_, answers) => {
    const fake = fakeYtDlp({ info: { ...info, automatic_captions: { 'en-orig': [{ ext: 'vtt' }] } }, media: AUDIO, ...answers });
    expect(await acquireWith(fake)).toMatchObject({ mediaFile: 'media.ogg', transcript: null });
    expect(fake.calls()[1]?.args).toEqual(expect.arrayContaining(['--write-auto-subs', 'en-orig']));
  });

  it('gives a list of entries, each with what is known of it; the list itself and non-addresses are left out', async () => {
    const entries = [
      { _type: 'url', url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa', title: 'One', duration: 60 },
      { url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa', title: 'One again' },
      null,
      { url: 'javascript:alert(1)' },
      { url: VIDEO },
      ...['b', 'c', 'd', 'e', 'f'].map((letter) => ({ url: `https://www.youtube.com/watch?v=${letter.repeat(11)}` })),
    ];
    const list = await acquireWith(
      fakeYtDlp({ info: { _type: 'playlist', title: 'All', channel: 'The Channel', playlist_count: 40, entries } }),
    );
    expect(list).toMatchObject({ kind: 'playlist', title: 'All', omitted: 35 });
    expect(list.kind === 'playlist' && list.entries).toHaveLength(5);
    expect(list.kind === 'playlist' && list.entries[0]).toMatchObject({
      title: 'One',
      hints: { title: 'One', author: 'The Channel', durationSeconds: 60, playlistDepth: 1 },
    });
  });

  it('fills what it does not say from the list that led to it', async () => {
    const fake = fakeYtDlp({ info: { ...info, channel: null, title: null }, media: AUDIO });
    const context = testContext({ hints: itemHints({ title: 'From the list', author: 'List Author' }) });
    expect(await acquireWith(fake, VIDEO, context)).toMatchObject({ metadata: { title: 'From the list', author: 'List Author' } });
  });
});

describe('what is refused before anything is downloaded', () => {
  it.each([
    ['a broadcast', { is_live: true }, 'live_stream'],
    ['one that is to come', { live_status: 'is_upcoming' }, 'not_yet_available'],
    ['more than the cap', { duration: 99_999 }, 'too_long'],
  ])('%s', async (_, over, code) => {
    const fake = fakeYtDlp({ info: { ...info, ...over } });
    expect(await codeOf(acquireWith(fake))).toBe(code);
    expect(fake.calls()).toHaveLength(1);
  });
});

describe('the child', () => {
  it('may do nothing but ask through the guard', async () => {
    const fake = fakeYtDlp({ info, media: AUDIO });
    await acquireWith(fake);
    const [describing, downloading] = fake.calls();
    for (const call of [describing, downloading]) {
      const { args, env } = call ?? { args: [], env: {} };
      const joined = args.join(' ');
      for (const option of [
        '--ignore-config',
        '--no-exec',
        '--no-plugin-dirs',
        '--no-cookies',
        '--no-cache-dir',
        '--downloader native',
        '--ffmpeg-location /nonexistent',
        '--default-search error',
      ]) {
        expect(joined).toContain(option);
      }
      expect(joined).toMatch(/--proxy http:\/\/\S+:\S+@127\.0\.0\.1:\d+/);
      // This version does not know it.
      expect(joined).not.toContain('--no-remote-components');
      expect(env).toMatchObject({ YTDLP_NO_PLUGINS: '1', HOME: expect.not.stringContaining(process.env.HOME ?? '/root') });
      expect(Object.keys(env).filter((name) => /KEY|TOKEN|SECRET|DATABASE|CREDENTIAL/.test(name))).toEqual([]);
    }
    expect(describing?.args.slice(-2)).toEqual(['--', VIDEO]);
    expect(downloading?.args).not.toContain(VIDEO);
  });

  it('is ended when the time is up, and when the run is aborted', async () => {
    const fake = fakeYtDlp({ info, before: 'sleep 60' });
    expect(await codeOf(acquireWith(fake, VIDEO, testContext({ caps: { timeoutSeconds: 0.7 } })))).toBe('source_timeout');
    const context = testContext();
    const acquiring = codeOf(acquireWith(fake, VIDEO, context));
    context.controller.abort();
    expect(await acquiring).toBe('cancelled');
    expect(readdirSync(context.folder)).toEqual([]);
  });

  it.each<[string, FakeAnswers, string]>([
    ['answers nonsense', { info: [1, 2] }, 'acquisition_failed'],
    ['fetches nothing', { info }, 'acquisition_failed'],
    ['finds it too large', { info, progress: ['[download] File is larger than max-filesize (9 bytes > 5 bytes). Aborting.'] }, 'too_large'],
    ['fetches something else', { info, media: join(samplesFolder(), 'library-hours.html') }, 'not_media'],
  ])('that %s is a failure', async (_, answers, code) => {
    expect(await codeOf(acquireWith(fakeYtDlp(answers)))).toBe(code);
  });
});

describe('its complaints', () => {
  it('become codes, and a plea for a pause is remembered', async () => {
    expect(await failing('ERROR: [youtube] abc: Private video. Sign in if you have been granted access to this video')).toBe(
      'private_content',
    );
    const context = testContext();
    const fake = fakeYtDlp({
      fails: { describe: 'ERROR: [youtube] abc: Sign in to confirm you’re not a bot. Use --cookies-from-browser' },
    });
    await expect(acquireWith(fake, VIDEO, context)).rejects.toMatchObject({
      code: 'source_rate_limited',
      message: expect.not.stringContaining('--cookies'),
    });
    expect(context.reports).toEqual([['www.youtube.com', null]]);
    expect(await codeOf(acquireWith(fake, VIDEO, testContext({ backedOff: 'www.youtube.com' })))).toBe('source_rate_limited');
  });
});

describe('a page that we cannot read', () => {
  it('is given to yt-dlp; where that knows nothing either, what we saw is told', async () => {
    site.put('/app', '<html><head><title>App</title><script src="x"></script></head><body></body></html>', { 'content-type': 'text/html' });
    const fake = fakeYtDlp({
      info: { ...info, title: null, fulltitle: null, extractor_key: 'Generic', webpage_url: site.at('/app') },
      media: AUDIO,
    });
    expect(await acquireWith(fake, site.at('/app'))).toMatchObject({ mediaFile: 'media.ogg', metadata: { title: 'App', siteName: null } });
    expect(await failing('ERROR: Unsupported URL: http://x', site.at('/app'))).toBe('unsupported_site');
    expect(await failing('ERROR: [generic] This video is DRM protected', site.at('/app'))).toBe('drm_protected');
  });

  it('a list of pieces is put together by yt-dlp, unless it has no end', async () => {
    const fake = fakeYtDlp({ info: { ...info, webpage_url: undefined }, media: AUDIO });
    site.put('/v.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\na.ts\n#EXT-X-ENDLIST\n');
    site.put('/live.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\na.ts\n');
    expect(await acquireWith(fake, site.at('/v.m3u8'))).toMatchObject({ mediaFile: 'media.ogg' });
    expect(await codeOf(acquireWith(fake, site.at('/live.m3u8')))).toBe('live_stream');
    folders.length = 0;
    expect(await codeOf(acquirer.acquire(site.at('/v.m3u8'), testContext()))).toBe('unsupported_format');
  });
});

describe('ytDlpStatus', () => {
  it('tells a usable one from one that is missing, too old or broken, and how to fix it', async () => {
    expect(await ytDlpStatus({ folders: [] })).toMatchObject({ state: 'missing', howToFix: expect.stringContaining('2025') });
    expect(await ytDlpStatus({ folders: [fakeYtDlp({ version: '2023.03.04' }).folder] })).toMatchObject({
      state: 'too_old',
      version: '2023.03.04',
    });
    expect(await ytDlpStatus({ folders: [fakeYtDlp({ version: 'Segmentation fault' }).folder] })).toMatchObject({ state: 'broken' });
    expect(await ytDlpStatus({ folders: [fakeYtDlp({ version: '2025.1.15' }).folder] })).toMatchObject({
      state: 'ok',
      version: '2025.1.15',
      flags: ['--no-plugin-dirs'],
    });
  });

  it('an old one is not used', async () => {
    expect(await codeOf(acquireWith(fakeYtDlp({ version: '2024.12.31', info })))).toBe('tool_missing');
  });
});
