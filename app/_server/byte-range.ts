/** Inclusive, as in Content-Range. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * byteRange reads a Range header (RFC 9110 §14.2) against a file of `size` bytes. null = send the whole file: no header, another unit, more
 * than one range, or not well-formed, all of which a server may ignore. `unsatisfiable` = answer 416.
 */
export function byteRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(' ', '') ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1], match[2]].map((digits) => (digits === '' ? null : Number(digits)));
  if (first === null || first === undefined) {
    const length = Math.min(last ?? 0, size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const end = Math.min(last ?? Number.POSITIVE_INFINITY, size - 1);
  if (first >= size) return 'unsatisfiable';
  return end < first ? null : { start: first, end };
}
