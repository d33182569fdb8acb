/** The command lines that yt-dlp is called with. Pure; what each option keeps away is said here and nowhere else. */

export interface CommonOptions {
  /** The guard's loopback proxy, with its credential. */
  proxyUrl: string;
  /** Restricting options that this version knows besides. */
  flags: readonly string[];
}

const SOCKET_TIMEOUT_SECONDS = 20;
const RETRIES = 3;

function common({ proxyUrl, flags }: CommonOptions): string[] {
  return [
    // No file on this machine may add options, run programs, give cookies or passwords, or load code.
    '--ignore-config',
    '--no-config-locations',
    '--no-exec',
    '--no-batch-file',
    '--no-cookies',
    '--no-cookies-from-browser',
    '--no-cache-dir',
    '--no-update',
    ...flags,
    // A word that is no address is an error, not a search.
    ...['--default-search', 'error'],
    // Only through the guard, and as what we are.
    ...['--proxy', proxyUrl],
    ...['--xff', 'never'],
    // Native downloaders only: ffmpeg, aria2c and their kin open addresses by themselves. The folder has none of them.
    ...['--downloader', 'native'],
    ...['--ffmpeg-location', '/nonexistent'],
    ...['--fixup', 'never'],
    ...['--socket-timeout', String(SOCKET_TIMEOUT_SECONDS)],
    ...['--retries', String(RETRIES)],
    ...['--fragment-retries', String(RETRIES)],
    ...['--extractor-retries', '1'],
    ...['--color', 'never'],
    '--no-warnings',
    '--no-mtime',
    '--no-playlist',
  ];
}

/** describeArguments: print what is known of a URL as one JSON object; lists without going into their entries. */
export function describeArguments(url: string, maxEntries: number, options: CommonOptions): string[] {
  return [...common(options), '--dump-single-json', '--flat-playlist', '--playlist-items', `1:${maxEntries}`, '--', url];
}

/**
 * subtitleArguments: from a description in a file, write one language's subtitles as `subtitles.LANG.EXT`.
 * `language` is one of the description's keys; yt-dlp reads it as a regular expression, so only plain ones are asked for (isPlainTag).
 */
export function subtitleArguments(infoFile: string, language: string, automatic: boolean, options: CommonOptions): string[] {
  return [
    ...common(options),
    '--skip-download',
    automatic ? '--write-auto-subs' : '--write-subs',
    ...['--sub-langs', language],
    ...['--sub-format', 'vtt/srt'],
    ...['--output', 'subtitles'],
    ...['--load-info-json', infoFile],
  ];
}

export function isPlainTag(language: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,40}$/i.test(language);
}

/** Marks a progress line: bytes so far, bytes in all (or an estimate). */
export const PROGRESS_MARK = 'winnow-progress';
const PROGRESS = `download:${PROGRESS_MARK} %(progress.downloaded_bytes|0)s %(progress.total_bytes,progress.total_bytes_estimate|0)s`;

/**
 * downloadArguments: from a description in a file, fetch the sound alone where that is offered, else the smallest file with sound, as `download`.
 * Speech needs little: about 64 kbit/s is preferred. Nothing is merged or converted.
 */
export function downloadArguments(infoFile: string, maxBytes: number, options: CommonOptions): string[] {
  return [
    ...common(options),
    ...['--format', 'bestaudio/best*[acodec!=none]/best'],
    ...['--format-sort', 'hasaud,lang,proto,abr~64,+res,+size'],
    ...['--max-filesize', String(maxBytes)],
    '--abort-on-unavailable-fragments',
    '--no-part',
    '--force-overwrites',
    '--newline',
    ...['--progress-delta', '1'],
    ...['--progress-template', PROGRESS],
    ...['--output', 'download'],
    ...['--load-info-json', infoFile],
  ];
}

/** readProgress takes a share in [0, 1] from a progress line; null while the size is not known, undefined for any other line. */
export function readProgress(line: string): number | null | undefined {
  const match = new RegExp(`^${PROGRESS_MARK} (\\d+)(?:\\.\\d+)? (\\d+)(?:\\.\\d+)?\\s*$`).exec(line);
  if (!match) return undefined;
  const [done, all] = [Number(match[1]), Number(match[2])];
  return all > 0 ? Math.min(1, done / all) : null;
}
