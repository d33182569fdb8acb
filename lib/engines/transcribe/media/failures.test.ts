import { describe, expect, it } from 'vitest';
import { failureOf, refusalOf } from './failures';

describe('refusalOf', () => {
  it('refuses by the first bytes what must not be opened', () => {
    expect(refusalOf('empty')?.code).toBe('empty_content');
    expect(refusalOf('playlist')?.code).toBe('unsupported_format');
    expect(refusalOf('text')?.code).toBe('not_media');
    expect(refusalOf('other_media')?.code).toBe('unsupported_format');
  });

  it('lets media and the unknown be tried', () => {
    expect(refusalOf('media')).toBeNull();
    expect(refusalOf('unknown')).toBeNull();
  });
});

describe('failureOf', () => {
  it('names a format or codec that is not on the list', () => {
    const format = failureOf({ stderr: "[hls @ 0x55d] Format not on whitelist 'mov,mp3'", killedBy: null }, 'media');
    expect(format).toMatchObject({ code: 'unsupported_format', message: expect.stringContaining('hls') });
    const codec = failureOf({ stderr: "[magicyuv @ 0x55d] Codec (magicyuv) not on whitelist 'aac'", killedBy: null }, 'media');
    expect(codec).toMatchObject({ code: 'unsupported_format', message: expect.stringContaining('magicyuv') });
  });

  it('calls damaged what began like media or killed its reader, and not media the rest', () => {
    const stderr = 'file:/tmp/x/secret.mp3: Invalid data found when processing input';
    expect(failureOf({ stderr, killedBy: null }, 'media').code).toBe('damaged_media');
    expect(failureOf({ stderr: '', killedBy: 'SIGSEGV' }, 'unknown').code).toBe('damaged_media');
    expect(failureOf({ stderr, killedBy: null }, 'unknown').code).toBe('not_media');
  });

  it('tells nobody where the file lies', () => {
    const stderr = '[mp3 @ 0x55d] oh\nfile:/tmp/x/secret.mp3: Invalid data found when processing input';
    expect(failureOf({ stderr, killedBy: null }, 'media').message).not.toContain('/tmp');
  });
});
