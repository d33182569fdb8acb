import { describe, expect, it } from 'vitest';
import { readDescription, readProgress, trueDuration } from './probe';

const json = (streams: object[], format: object) => JSON.stringify({ streams, format });

describe('readDescription', () => {
  it('tells sound and picture', () => {
    const described = readDescription(
      json(
        [
          { codec_type: 'video', codec_name: 'h264' },
          { codec_type: 'audio', codec_name: 'aac' },
        ],
        { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', duration: '54.9' },
      ),
    );
    expect(described).toEqual({
      hasAudio: true,
      hasVideo: true,
      format: 'mov,mp4,m4a,3gp,3g2,mj2',
      audioCodec: 'aac',
      headerSeconds: 54.9,
      encrypted: false,
    });
  });

  it('takes a cover picture for no video, and an encrypted track for what it is', () => {
    const cover = { codec_type: 'video', codec_name: 'mjpeg', disposition: { attached_pic: 1 } };
    const track = { codec_type: 'audio', codec_name: 'aac', codec_tag_string: 'enca' };
    expect(readDescription(json([cover, track], { format_name: 'mov' }))).toMatchObject({ hasVideo: false, encrypted: true });
  });

  it('does not believe a header without a usable duration', () => {
    for (const duration of ['N/A', '0', '-5', undefined]) {
      expect(readDescription(json([], { format_name: 'mp3', duration }))).toMatchObject({ headerSeconds: null });
    }
  });

  it('is null for what describes no file', () => {
    expect(readDescription('')).toBeNull();
    expect(readDescription('{}')).toBeNull();
  });
});

describe('readProgress', () => {
  it('reads how far the last report came', () => {
    expect(readProgress('out_time=00:00:01.000000\nprogress=continue\nout_time=01:02:03.500000\nprogress=end\n')).toBe(3723.5);
  });

  it('is 0 where no packet was seen', () => {
    expect(readProgress('out_time=N/A\nprogress=end\n')).toBe(0);
    expect(readProgress('')).toBe(0);
  });
});

describe('trueDuration', () => {
  it('keeps the figure of a header that agrees with the packets', () => {
    expect(trueDuration(53.32, 53.26)).toBe(53.32);
    expect(trueDuration(3610, 3600)).toBe(3610);
  });

  it('takes what was measured where the header lies either way, or says nothing', () => {
    expect(trueDuration(3600, 20)).toBe(20);
    expect(trueDuration(2, 60)).toBe(60);
    expect(trueDuration(null, 12)).toBe(12);
  });
});
