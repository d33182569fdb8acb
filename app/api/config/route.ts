import { noteForAudit } from '@/lib/access/asking';
import { putConfigSchema } from '@/lib/core/config/requests';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { changeConfig } from '@/lib/learning/config/actions';
import { readConfig } from '@/lib/learning/config/views';
import { configTag, expectedVersion, MAX_CONFIG_BYTES } from '../../_server/config-request';
import { endpoint, json } from '../../_server/endpoint';
import { readJson } from '../../_server/read-request';

export const GET = endpoint(async () => {
  const config = await readConfig();
  const response = json(config);
  response.headers.set('etag', configTag(config.version.number));
  return response;
});

export const PUT = endpoint(async (request) => {
  const expected = expectedVersion(request);
  const change = await readJson(request, putConfigSchema, MAX_CONFIG_BYTES);
  const version = await changeConfig(change, doorOf(request.headers.get(DOOR_HEADER)), expected);
  noteForAudit({ target: String(version.number), details: { note: version.note, active: version.active } });
  const response = json(version);
  if (version.active) response.headers.set('etag', configTag(version.number));
  return response;
});
