import { open } from 'node:fs/promises';

/**
 * What the first bytes of a file say it is. `playlist`: a list of other addresses, whatever its name. `other_media`: sound or video in a
 * container that is not on our list. `unknown`: nothing we recognise; it may still be a raw stream.
 */
export type Sniffed = 'empty' | 'playlist' | 'text' | 'media' | 'other_media' | 'unknown';

const HEAD_BYTES = 64 * 1024;

const MEDIA_MAGIC: [offset: number, bytes: string][] = [
  [0, 'RIFF'],
  [0, 'RF64'],
  [0, 'riff'],
  [0, 'ID3'],
  [0, 'OggS'],
  [0, 'fLaC'],
  [0, 'FORM'],
  [0, '.snd'],
  [0, 'caff'],
  [0, 'FLV'],
  [0, '#!AMR'],
  [0, '\x1a\x45\xdf\xa3'],
  [0, '\x30\x26\xb2\x75'],
  [0, '\x00\x00\x01\xba'],
  [4, 'ftyp'],
  [4, 'moov'],
  [4, 'mdat'],
  [4, 'free'],
  [4, 'skip'],
  [4, 'wide'],
];
const OTHER_MEDIA_MAGIC = ['MThd', '.RMF', 'NIST_1A', 'DSD ', 'FRM8', 'MAC ', 'wvpk', 'TTA1', 'MPCK', 'MP+'];

const PLAYLIST_START =
  /^\s*(#EXT|ffconcat|\[playlist\]|\[reference\]|<asx|<smil|<\?wpl|<mpd|<\?xml[^>]*>\s*(<!--[\s\S]*?-->\s*)?<(mpd|playlist|smil|asx)\b)/i;

/** An MPEG audio frame's sync word with a layer that exists. MPEG transport streams repeat theirs every 188 bytes. */
function isRawStream(head: Buffer): boolean {
  const mpegAudio = head.length >= 2 && head[0] === 0xff && (head[1]! & 0xe0) === 0xe0;
  const transport = head.length > 188 && head[0] === 0x47 && head[188] === 0x47;
  return mpegAudio || transport;
}

function isText(head: Buffer): boolean {
  const text = head.subarray(0, 1024).toString('utf8');
  // U+FFFD may be a character cut in two at the end; otherwise it and control characters mean that this is no text.
  const strange = [...text].filter((c) => c === '\ufffd' || (c < ' ' && !'\t\r\n\f'.includes(c))).length;
  return strange <= 1;
}

/** sniff judges the first 64 KiB of a file, or all of a smaller one. */
export function sniff(head: Buffer): Sniffed {
  if (head.length === 0) return 'empty';
  const latin = head.toString('latin1');
  // Demuxers hand embedded subtitles on to other demuxers, so a playlist anywhere near the start is one in disguise.
  if (latin.includes('#EXTM3U') || PLAYLIST_START.test(latin.replace(/^\xef\xbb\xbf/, ''))) return 'playlist';
  if (MEDIA_MAGIC.some(([offset, bytes]) => latin.startsWith(bytes, offset)) || isRawStream(head)) return 'media';
  if (OTHER_MEDIA_MAGIC.some((bytes) => latin.startsWith(bytes))) return 'other_media';
  return isText(head) ? 'text' : 'unknown';
}

/** sniffFile reads the head of a file and judges it. Rejects like `fs.open`. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return sniff(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
