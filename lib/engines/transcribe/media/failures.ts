import { WinnowError } from '@/lib/base/errors';
import type { ToolResult } from './child';
import type { Sniffed } from './sniff';

/** The last lines that ffmpeg or ffprobe wrote, without the file's path and addresses in memory. */
function lastWords(stderr: string): string {
  const lines = stderr.trim().split('\n').slice(-2);
  const bare = lines.map((line) => line.replace(/file:\/.*: (?=[A-Z])/g, '').replace(/ @ 0x[0-9a-f]+/g, '')).join('; ');
  return bare === '' ? 'no sound or picture was found in it' : bare.slice(0, 200);
}

/** refusalOf says why a file is not even tried, by its first bytes; null when it may be. */
export function refusalOf(sniffed: Sniffed): WinnowError | null {
  switch (sniffed) {
    case 'empty':
      return new WinnowError('empty_content', 'the file has no bytes');
    case 'playlist':
      return new WinnowError('unsupported_format', 'the file is a playlist: it names other files instead of holding sound');
    case 'text':
      return new WinnowError('not_media', 'the file is text, not audio or video');
    case 'other_media':
      return new WinnowError('unsupported_format', 'the container is not on the list of allowed formats');
    default:
      return null;
  }
}

/** failureOf turns a failed look at a file into an error of the taxonomy. */
export function failureOf({ stderr, killedBy }: Pick<ToolResult, 'stderr' | 'killedBy'>, sniffed: Sniffed): WinnowError {
  if (killedBy) return new WinnowError('damaged_media', `reading the file ended in ${killedBy}`);
  const forbidden = /\[(\S+) @ [^\]]*\] Format not on whitelist|Codec \((\S+)\) not on whitelist/i.exec(stderr);
  if (forbidden) {
    return new WinnowError('unsupported_format', `${forbidden[1] ?? forbidden[2]} is not on the list of allowed formats and codecs`);
  }
  if (sniffed === 'media') return new WinnowError('damaged_media', `the file cannot be read: ${lastWords(stderr)}`);
  return new WinnowError('not_media', 'the file is neither audio nor video');
}
