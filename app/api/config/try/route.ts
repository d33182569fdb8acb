import { noteForAudit } from '@/lib/access/asking';
import { tryoutSchema } from '@/lib/core/config/requests';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { tryOut } from '@/lib/intake';
import { MAX_CONFIG_BYTES } from '../../../_server/config-request';
import { endpoint, json } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';

export const POST = endpoint(async (request) => {
  const asked = await readJson(request, tryoutSchema, MAX_CONFIG_BYTES);
  noteForAudit({ details: { urls: asked.urls } });
  return json({ runs: await tryOut(asked, doorOf(request.headers.get(DOOR_HEADER))) }, 202);
});
