import { activateSchema } from '@/lib/core/config/requests';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { activateVersion } from '@/lib/learning/config/actions';
import { configTag, expectedVersion, versionOf } from '../../../../../_server/config-request';
import { endpoint, json } from '../../../../../_server/endpoint';
import { parse, readJson } from '../../../../../_server/read-request';

/** The body may be left out. */
export const POST = endpoint<{ n: string }>(async (request, params) => {
  const number = versionOf(params);
  const expected = request.headers.has('if-match') ? expectedVersion(request) : 'any';
  const { note } = request.headers.has('content-type') ? await readJson(request, activateSchema) : parse({}, activateSchema);
  const version = await activateVersion(number, { author: doorOf(request.headers.get(DOOR_HEADER)), note }, expected);
  const response = json(version);
  response.headers.set('etag', configTag(version.number));
  return response;
});
