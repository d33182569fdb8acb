import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAcquirer } from '../acquirer';
import { samplesFolder } from '../samples';
import { codeOf, mediaThatFinds, type Site, startSite, testContext } from '../testing/site';
import { ytDlpStatus } from '../ytdlp/status';

const isThere = (await ytDlpStatus()).state === 'ok';
const audio = readFileSync(join(samplesFolder(), 'platform-change.ogg'));

/** What the stand-in cannot show: that the real program takes these arguments, and goes nowhere but through the guard. */
describe.skipIf(!isThere)('the yt-dlp of this machine', { timeout: 60_000 }, () => {
  let site: Site;
  let acquirer: ReturnType<typeof createAcquirer>;

  beforeAll(async () => {
    site = await startSite();
    acquirer = createAcquirer({ policy: site.policy, media: mediaThatFinds() });
    site.put('/v.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:13,\n1\n#EXTINF:13,\n2\n#EXT-X-ENDLIST\n');
    site.put('/1', audio.subarray(0, 30_000));
    site.put('/2', audio.subarray(30_000));
    site.put('/t.vtt', 'WEBVTT\n\n00:00.000 --> 00:26.000\nHello there.\n');
  });
  afterAll(async () => {
    await acquirer.close();
    await site.close();
  });

  it('puts a list of pieces together by itself', async () => {
    const context = testContext();
    expect(await acquirer.acquire(site.at('/v.m3u8'), context)).toMatchObject({ mediaFile: 'media.ogg' });
    expect(readFileSync(join(context.folder, 'media.ogg')).equals(audio)).toBe(true);
  });

  it('reads subtitles instead of sound', async () => {
    site.put(
      '/master.m3u8',
      '#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="English",LANGUAGE="en",URI="s.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=60000,CODECS="mp4a.40.2",SUBTITLES="s"\nv.m3u8\n',
    );
    site.put('/s.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:26,\nt.vtt\n#EXT-X-ENDLIST\n');
    expect(await acquirer.acquire(site.at('/master.m3u8'), testContext())).toMatchObject({
      mediaFile: null,
      transcript: { origin: 'captions', segments: [{ text: 'Hello there.' }] },
    });
  });

  it('knows nothing of an empty application, and reaches nothing inside', async () => {
    site.put('/app', '<html><head><title>App</title><script src="x"></script></head><body></body></html>', { 'content-type': 'text/html' });
    site.put('/inside.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://169.254.169.254/x.ts\n#EXT-X-ENDLIST\n');
    site.put('/file.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n');
    expect(await codeOf(acquirer.acquire(site.at('/app'), testContext()))).toBe('unsupported_site');
    expect(await codeOf(acquirer.acquire(site.at('/inside.m3u8'), testContext()))).toBe('forbidden_address');
    expect(await codeOf(acquirer.acquire(site.at('/file.m3u8'), testContext()))).toBe('acquisition_failed');
  });
});
