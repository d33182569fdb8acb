import { WinnowError } from '@/lib/base/errors';
import { distrust } from './local-trust';
import { problemResponse } from './problem';
import { API_POLICY } from './security-headers';

type Served<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

/**
 * unproxied is for the routes that proxy.ts leaves out, because it would copy their bodies, or because each of a thousand requests a second would pay
 * for it: they ask themselves whom they serve. The matcher of proxy.ts names them.
 */
export function unproxied<P>(serve: Served<P>): Served<P> {
  return async (request, context) => {
    const { pathname } = new URL(request.url);
    // `next start` and `next dev` set PORT to the port they listen on.
    const reason = distrust({ method: request.method, pathname, headers: request.headers }, Number(process.env.PORT ?? 8000));
    const response = reason ? problemResponse(new WinnowError('forbidden_origin', reason)) : await serve(request, context);
    response.headers.set('content-security-policy', API_POLICY);
    return response;
  };
}
