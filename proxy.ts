import { type NextRequest, NextResponse } from 'next/server';
import { asWinnowError } from '@/lib/base/errors';
import { isApi } from './app/_server/access-table';
import { admit, refusedAsker } from './app/_server/admission';
import { leaveEntry } from './app/_server/audit-entry';
import { failureOf } from './app/_server/failure';
import { allowedMethods, methodRefused } from './app/_server/methods';
import { problemResponse } from './app/_server/problem';
import { API_POLICY, pagePolicy } from './app/_server/security-headers';

/** Built files hold nothing of anyone's; the routes that records are posted to guard themselves (app/_server/recording.ts). All the rest passes through here. */
export const config = { matcher: '/((?!_next/|api/performance/records?/?$).*)' };

/** proxy lets in who may (app/_server/admission.ts), and gives each page a Content-Security-Policy with a fresh nonce. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const asked = { method: request.method, pathname, headers: request.headers };
  try {
    await admit(asked, 'first');
  } catch (error) {
    return refuse(request, error);
  }
  if (isApi(pathname)) {
    const allowed = allowedMethods(request.method, pathname);
    return allowed
      ? methodRefused(request.method, pathname, allowed)
      : NextResponse.next({ headers: { 'content-security-policy': API_POLICY } });
  }

  if (pathname.length > 1 && pathname.endsWith('/')) {
    // Two slashes at the front would make it another site's address.
    const path = `/${pathname.replace(/^\/+|\/+$/g, '')}`;
    return NextResponse.redirect(new URL(path + search, request.nextUrl), 308);
  }
  const { headers, policy } = withPolicy(request);
  return NextResponse.next({ request: { headers }, headers: { 'content-security-policy': policy } });
}

/** The API answers with a problem; of a page, whoever is not known is shown where to sign in, and whoever may not is told so. */
async function refuse(request: NextRequest, error: unknown): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const asked = { method: request.method, pathname, headers: request.headers };
  const { code } = asWinnowError(error);
  if (!isApi(pathname) && ['GET', 'HEAD'].includes(request.method)) {
    if (code === 'unauthenticated') {
      const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
      return elsewhere(request, `/sign-in${next}`);
    }
    if (code === 'forbidden') return elsewhere(request, '/forbidden');
  }
  const response = problemResponse(await failureOf(error, asked));
  response.headers.set('content-security-policy', API_POLICY);
  // What was refused to somebody known is in the log; what nobody known tried could fill it.
  if (code === 'forbidden') {
    await refusedAsker(asked)
      .then((asker) => leaveEntry(asked, asker, response))
      .catch((failure) => failureOf(failure, asked));
  }
  return response;
}

/** Next.js wants the whole address, and sends the path alone where it is its own. */
const elsewhere = (request: NextRequest, path: string): Response =>
  NextResponse.redirect(new URL(path, request.nextUrl), { status: 303, headers: { 'cache-control': 'no-store' } });

function withPolicy(request: NextRequest): { headers: Headers; policy: string } {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pagePolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  return { headers, policy };
}
