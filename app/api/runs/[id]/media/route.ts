import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { WinnowError } from '@/lib/base/errors';
import { runMedia } from '@/lib/pipeline/run-media';
import { byteRange } from '../../../../_server/byte-range';
import { endpoint, runIdOf } from '../../../../_server/endpoint';

/** The stored media of a run, for the page's player. Single ranges are answered with 206, so that seeking does not load the whole file. */
export const GET = endpoint<{ id: string }>(async (request, params) => {
  const id = runIdOf(params);
  const media = await runMedia(id);
  if (!media || media.bytes === 0) throw new WinnowError('not_found', 'No media is stored for this run.');

  const headers = new Headers({
    'content-type': /^(audio|video)\//.test(media.contentType) ? media.contentType : 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600',
    etag: `"${id}"`,
  });
  // A changed file must not be stitched to an old part of it (RFC 9110 §13.1.5).
  const ifRange = request.headers.get('if-range');
  const rangeHeader = ifRange === null || ifRange === headers.get('etag') ? request.headers.get('range') : null;
  const range = byteRange(rangeHeader, media.bytes);
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${media.bytes}` } });
  }
  const { start, end } = range ?? { start: 0, end: media.bytes - 1 };
  headers.set('content-length', String(end - start + 1));
  if (range) headers.set('content-range', `bytes ${start}-${end}/${media.bytes}`);
  const file = createReadStream(media.path, { start, end });
  return new Response(Readable.toWeb(file) as ReadableStream, { status: range ? 206 : 200, headers });
});
