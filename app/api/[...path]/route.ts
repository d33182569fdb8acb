import { WinnowError } from '@/lib/base/errors';
import { endpoint } from '../../_server/endpoint';

/** Whatever the API does not have is answered as the API answers, not with a page. */
const nothingHere = endpoint<{ path: string[] }>(async (_request, params) => {
  throw new WinnowError('not_found', `The API has nothing at /api/${params.path.join('/')}.`);
});

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT };
