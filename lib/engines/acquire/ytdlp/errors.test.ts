import { describe, expect, it } from 'vitest';
import { codeOfComplaint, failureOf, lastError } from './errors';

describe('codeOfComplaint', () => {
  // Complaints in the wording of yt-dlp's extractors, each with what a person would call it.
  it.each([
    ['Private video. Sign in if you’ve been granted access to this video', 'private_content'],
    ['This is a private playlist. You need to login as its owner', 'private_content'],
    ['Sign in to confirm your age. This video may be inappropriate for some users.', 'age_restricted'],
    ['Login is required to access age-restricted content', 'age_restricted'],
    ['Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies', 'source_rate_limited'],
    ['This content isn’t available, try again later. The current session has been rate-limited', 'source_rate_limited'],
    ['Unable to download webpage: HTTP Error 429: Too Many Requests (caused by <HTTPError 429>)', 'source_rate_limited'],
    ['The uploader has not made this video available in your country', 'geo_blocked'],
    ['Video unavailable. This video contains content from X, who has blocked it in your country on copyright grounds', 'geo_blocked'],
    ['This video is not available from your location due to geo restriction', 'geo_blocked'],
    ['This video has been removed by the uploader', 'removed_by_source'],
    ['This video is no longer available because the YouTube account associated with this video has been terminated.', 'removed_by_source'],
    ['This livestream has ended', 'removed_by_source'],
    ['Premieres in 3 hours', 'not_yet_available'],
    ['This live event will begin in 20 minutes.', 'not_yet_available'],
    ['The channel is not currently live', 'not_yet_available'],
    ['This video is DRM protected', 'drm_protected'],
    ['Join this channel to get access to members-only content like this video', 'sign_in_required'],
    ['This video is only available for registered users. Use --username and --password', 'sign_in_required'],
    ['Unable to download JSON metadata: HTTP Error 401: Unauthorized', 'sign_in_required'],
    ['Video unavailable', 'source_not_found'],
    ['Unable to download webpage: HTTP Error 404: Not Found', 'source_not_found'],
    ['Unable to download webpage: HTTP Error 403: Forbidden', 'forbidden_by_source'],
    ['Unable to download webpage: HTTP Error 502: Bad Gateway', 'source_unavailable'],
    ['Unable to download webpage: The read operation timed out', 'source_timeout'],
    ['[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate', 'source_tls_invalid'],
    ['Unable to connect to proxy. OSError: Tunnel connection failed: 502 Bad Gateway', 'source_unavailable'],
    ['unable to download video data: [Errno 104] Connection reset by peer', 'source_unreachable'],
    ['Unsupported URL: https://example.com/', 'unsupported_site'],
    ['No video could be found in this tweet', 'unsupported_site'],
    ['Requested format is not available', 'unsupported_site'],
    ['File is larger than max-filesize (5 bytes > 4 bytes). Aborting.', 'too_large'],
    ['unable to write data: [Errno 28] No space left on device', 'disk_full'],
    ['Unable to extract player version; please report this issue', 'acquisition_failed'],
    ['', 'acquisition_failed'],
  ])('%j is %s', (complaint, code) => {
    expect(codeOfComplaint(complaint)).toBe(code);
  });
});

describe('failureOf', () => {
  it('tells the last complaint, without advice meant for yt-dlp’s own users, in one clean line', () => {
    const stderr =
      'WARNING: x\nERROR: first\nERROR: [site] id: Wrong\u202e thing; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q=\n';
    expect(failureOf(stderr, 'https://example.com/v').message).toBe('https://example.com/v: [site] id: Wrong thing');
  });

  it('tells the last line of a crash, and says so when there is none', () => {
    expect(lastError('Traceback\n  File "x"\nValueError: no\n')).toBe('ValueError: no');
    expect(failureOf('', 'https://example.com/v')).toMatchObject({
      code: 'acquisition_failed',
      message: expect.stringContaining('without a reason'),
    });
  });
});
