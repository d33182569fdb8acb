import { type NextRequest, NextResponse } from 'next/server';
import { WinnowError } from '@/lib/base/errors';
import { distrust, isApi } from './app/_server/local-trust';
import { allowedMethods, methodRefused } from './app/_server/methods';
import { problemResponse } from './app/_server/problem';
import { API_POLICY, pagePolicy } from './app/_server/security-headers';

/** Built files hold nothing of anyone's; the routes that records are posted to guard themselves (app/_server/recording.ts). All the rest passes through here. */
export const config = { matcher: '/((?!_next/|api/performance/records?/?$).*)' };

/** proxy refuses what does not come from this machine's own use of Winnow, and gives each page a Content-Security-Policy with a fresh nonce. */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  // web/main.mjs and `next dev` set PORT to the port they listen on.
  const reason = distrust({ method: request.method, pathname, headers: request.headers }, Number(process.env.PORT ?? 8000));
  if (reason) return problemResponse(new WinnowError('forbidden_origin', reason));
  if (isApi(pathname)) {
    const allowed = allowedMethods(request.method, pathname);
    return allowed
      ? methodRefused(request.method, pathname, allowed)
      : NextResponse.next({ headers: { 'content-security-policy': API_POLICY } });
  }

  if (pathname.length > 1 && pathname.endsWith('/')) {
    // Two slashes at the front would make it another site's address.
    const path = `/${pathname.replace(/^\/+|\/+$/g, '')}`;
    return NextResponse.redirect(new URL(path + request.nextUrl.search, request.nextUrl), 308);
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pagePolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  return NextResponse.next({ request: { headers }, headers: { 'content-security-policy': policy } });
}
