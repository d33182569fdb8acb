import { silenceSchema } from '@/lib/core/alerts/requests';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { silenceAlert } from '@/lib/metrics/alerts/actions';
import { endpoint, json } from '../../../../_server/endpoint';
import { readJson } from '../../../../_server/read-request';

export const POST = endpoint<{ rule: string }>(async (request, { rule }) => {
  const asked = await readJson(request, silenceSchema);
  return json(await silenceAlert(rule, asked, doorOf(request.headers.get(DOOR_HEADER))));
});
