/**
 * yt-dlp's failures → taxonomy. yt-dlp has no codes, only English sentences, most of them those of the sites; so this table, alone in Winnow,
 * reads text. It sorts failures for people and for retries; nothing that Winnow grants or refuses hangs on it. The first line that matches
 * counts, so the more telling ones stand first ("Sign in to confirm your age" is about age).
 */
import { type ErrorCode, WinnowError } from '@/lib/base/errors';
import { cleanLine } from '../text/clean';

const TABLE: [ErrorCode, RegExp][] = [
  ['disk_full', /no space left|disk quota/i],
  ['too_large', /larger than max-filesize/i],
  ['unsupported_site', /unsupported url|is not a valid url|no suitable extractor/i],
  ['source_rate_limited', /not a bot|captcha|rate.?limit|too many requests|http error 429|play limit|try again later/i],
  ['age_restricted', /confirm your age|age.?(?:restrict|verif|limit|gate)|adult verification|inappropriate for some users|after 22:00/i],
  ['drm_protected', /\bDRM\b/i],
  ['private_content', /private (?:video|playlist|account|subreddit|show|broadcast)|(?:video|playlist|vod|account|track|post) is private/i],
  [
    'geo_blocked',
    /geo.?(?:restrict|block)|(?:in|from|outside) (?:of )?your (?:country|region|location|area)|available in .{2,40} only|blocked .{0,40}country|http error 451/i,
  ],
  [
    'not_yet_available',
    /premieres? |(?:will|to) begin|has not (?:yet )?started|not yet (?:started|begun|available|been released)|not started|scheduled (?:for|to)|upcoming|not (?:currently )?live/i,
  ],
  [
    'removed_by_source',
    /(?:has been|was|been) (?:removed|deleted|terminated|taken down|blocked)|no longer (?:available|exists)|account .{0,40}terminated|copyright|has (?:been )?(?:expired|ended)|http error 410/i,
  ],
  [
    'sign_in_required',
    /sign.?in|log.?in|logged|registered|members?[ -]only|for members|subscri|premium|purchase|paid|password|account is|requires? (?:an )?account|authenticat|cookies|http error 40[12]/i,
  ],
  ['live_stream', /is live\b|live (?:stream|event)s? (?:is|are) not supported|ongoing live/i],
  [
    'source_not_found',
    /http error 404|not found|does ?n.t exist|does not exist|(?:video|content|playlist|page|track|post|this) (?:is )?(?:un|not )available/i,
  ],
  ['forbidden_by_source', /http error (?:403|405|406)|access denied|blocked by/i],
  ['source_unavailable', /http error 5\d\d|internal server error|bad gateway/i],
  ['source_tls_invalid', /certificate verify failed|ssl(?:error|:)|tls/i],
  ['source_timeout', /timed? ?out/i],
  [
    'source_unreachable',
    /name or service not known|temporary failure in name|getaddrinfo|connection (?:refused|reset|aborted)|unreachable|remote end closed|unable to connect|tunnel connection failed|bytes read|content too short|downloaded \d+ bytes/i,
  ],
  [
    'unsupported_site',
    /no (?:video|media|audio|playable|downloadable)|requested format is not available|no formats|could ?n.t find|unable to find/i,
  ],
];

/** lastError is the last complaint among yt-dlp's lines, else the last of them (of a crash); null when there are none. */
export function lastError(stderr: string): string | null {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const complaint = lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.at(-1);
  return complaint?.replace(/^ERROR:\s*/, '') ?? null;
}

/** codeOfComplaint sorts a complaint by the table; `acquisition_failed` for what is in none of its lines. */
export function codeOfComplaint(complaint: string): ErrorCode {
  return TABLE.find(([, pattern]) => pattern.test(complaint))?.[0] ?? 'acquisition_failed';
}

/** failureOf makes the error of a failed yt-dlp. `url` is named, since a complaint often names only an id. */
export function failureOf(stderr: string, url: string): WinnowError {
  const complaint = lastError(stderr);
  // Advice to yt-dlp's own users: report it there, use these options, read this wiki.
  const reason = complaint
    ?.replace(/;? ?please report this issue on.*$/is, '')
    .replace(/\.? ?(?:Use --|See +https?:|Also see|You might want to).*$/s, '');
  return new WinnowError(codeOfComplaint(complaint ?? ''), `${url}: ${cleanLine(reason, 400) ?? 'yt-dlp failed without a reason'}`);
}
