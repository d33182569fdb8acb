import { createHash } from 'node:crypto';
import { toWire } from '@/lib/core/wire';

/**
 * validated answers with a view and its ETag, or with 304 where the caller has it already. What is `volatile` (when it was generated) is no part of the
 * tag, which then is a weak one.
 */
export function validated(request: Request, view: unknown, volatile: Record<string, unknown> = {}): Response {
  const wire = toWire(view);
  const body = JSON.stringify(wire);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  const weak = Object.keys(volatile).length > 0;
  const etag = `${weak ? 'W/' : ''}"${hash}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (matches(request.headers.get('if-none-match'), hash)) return new Response(null, { status: 304, headers });
  const whole = weak ? JSON.stringify({ ...(wire as object), ...(toWire(volatile) as object) }) : body;
  return new Response(whole, { headers: { ...headers, 'content-type': 'application/json' } });
}

/** Weak comparison (RFC 9110, 13.1.2): W/ makes no difference. */
function matches(header: string | null, hash: string): boolean {
  return header?.split(',').some((tag) => ['*', `"${hash}"`, `W/"${hash}"`].includes(tag.trim())) ?? false;
}
