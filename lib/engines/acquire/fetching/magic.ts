/** Kinds of files by their first bytes. */

export interface FileKind {
  /** `media`: ffprobe may read it. `other`: something that is neither media nor text. */
  kind: 'media' | 'other';
  /** For people, and for media the extension the file is kept under. */
  name: string;
  isVideo?: boolean;
}

interface Signature extends FileKind {
  at: number;
  bytes: string;
}

const media = (name: string, bytes: string, at = 0, isVideo = false): Signature => ({ kind: 'media', name, bytes, at, isVideo });
const other = (name: string, bytes: string, at = 0): Signature => ({ kind: 'other', name, bytes, at });

/** Latin-1 spelling of the bytes. The first match counts. */
const SIGNATURES: Signature[] = [
  media('mp3', 'ID3'),
  media('ogg', 'OggS'),
  media('flac', 'fLaC'),
  media('wav', 'WAVE', 8),
  media('wav', 'RF64'),
  media('avi', 'AVI ', 8, true),
  other('WebP image', 'WEBP', 8),
  media('mkv', '\x1aE\xdf\xa3', 0, true),
  media('flv', 'FLV\x01', 0, true),
  media('wma', '0&\xb2u\x8ef\xcf\x11'),
  media('aiff', 'FORM'),
  media('amr', '#!AMR'),
  media('mpg', '\0\0\x01\xba', 0, true),
  media('caf', 'caff'),
  media('au', '.snd'),
  other('PDF document', '%PDF-'),
  other('PNG image', '\x89PNG'),
  other('JPEG image', '\xff\xd8\xff'),
  other('GIF image', 'GIF8'),
  other('ZIP archive, or a document of an office program', 'PK\x03\x04'),
  other('office document', '\xd0\xcf\x11\xe0'),
  other('gzip archive', '\x1f\x8b'),
  other('7-Zip archive', '7z\xbc\xaf'),
  other('RAR archive', 'Rar!'),
  other('XZ archive', '\xfd7zXZ'),
  other('program', '\x7fELF'),
  other('program', 'MZ'),
  other('torrent', 'd8:announce'),
  other('rich-text document', '{\\rtf'),
  other('PostScript document', '%!PS'),
];

/** Brands of ISO base media files that hold sound only, or pictures. */
const AUDIO_BRAND = /^(?:M4A |M4B |M4P |F4A |F4B )$/;
const IMAGE_BRAND = /^(?:avif|avis|heic|heix|mif1|msf1|crx )$/;

/** Atoms that old QuickTime files begin with. */
const QUICKTIME_ATOM = /^(?:moov|mdat|wide|free|skip)$/;

function isoMedia(head: string): FileKind | null {
  if (QUICKTIME_ATOM.test(head.slice(4, 8))) return { kind: 'media', name: 'mov', isVideo: true };
  if (head.slice(4, 8) !== 'ftyp') return null;
  const brand = head.slice(8, 12);
  if (IMAGE_BRAND.test(brand)) return { kind: 'other', name: 'picture' };
  return AUDIO_BRAND.test(brand) ? { kind: 'media', name: 'm4a' } : { kind: 'media', name: 'mp4', isVideo: true };
}

/** Without an index or a tag in front, a stream of frames: sync word, and for MPEG-TS a second packet where one is due. */
function frames(bytes: Uint8Array): FileKind | null {
  const [first = 0, second = 0] = bytes;
  if (first === 0x47 && bytes[188] === 0x47) return { kind: 'media', name: 'ts', isVideo: true };
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = (second >> 1) & 3;
  if ((second & 0xf6) === 0xf0) return { kind: 'media', name: 'aac' };
  // Layer I (3) is what nobody uses, and what a byte order mark would be read as.
  const isMpegAudio = (layer === 1 || layer === 2) && ((second >> 3) & 3) !== 1 && ((bytes[2] ?? 0xff) & 0xf0) !== 0xf0;
  return isMpegAudio ? { kind: 'media', name: 'mp3' } : null;
}

/** kindByMagic tells a file by its first bytes (a few hundred are enough); null for text and for what is not known. */
export function kindByMagic(bytes: Uint8Array): FileKind | null {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  const found = SIGNATURES.find((signature) => head.startsWith(signature.bytes, signature.at));
  return found ? { kind: found.kind, name: found.name, isVideo: found.isVideo } : (isoMedia(head) ?? frames(bytes));
}
