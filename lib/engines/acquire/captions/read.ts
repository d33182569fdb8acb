/** A file that is offered as a transcript → segments, by what it really is. */
import type { Segment } from '@/lib/core/runs/content';
import { sniff } from '../fetching/sniff';
import { decodeBytes } from '../text/charset';
import { captionSegments } from './captions';
import { htmlTranscript, jsonTranscript, textTranscript } from './podcast';

/**
 * segmentsOf reads a transcript in any of its forms; empty when it is none of them. A page or a plain text counts only where one was offered:
 * otherwise it is what the server sends instead of "not found". `contentType` is the server's header, `offeredType` the offer's media type.
 */
export function segmentsOf(bytes: Uint8Array, contentType: string | null, offeredType: string | null): Segment[] {
  const { kind } = sniff(bytes.subarray(0, 4096), contentType);
  const text = decodeBytes(bytes, contentType);
  switch (kind) {
    case 'captions':
      return captionSegments(text);
    case 'json':
      return jsonTranscript(text);
    case 'html':
      return offeredType === 'text/html' ? htmlTranscript(text) : [];
    case 'text': {
      // SRT that begins with a remark, a wrong counter or none.
      const segments = captionSegments(text);
      return segments.length === 0 && offeredType === 'text/plain' ? textTranscript(text) : segments;
    }
    default:
      return [];
  }
}
