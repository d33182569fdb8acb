import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { acknowledgeAlert } from '@/lib/metrics/alerts/actions';
import { endpoint, json } from '../../../../_server/endpoint';

export const POST = endpoint<{ rule: string }>(async (request, { rule }) =>
  json(await acknowledgeAlert(rule, doorOf(request.headers.get(DOOR_HEADER)))),
);
