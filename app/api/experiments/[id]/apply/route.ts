import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { applyExperiment } from '@/lib/learning/experiments/actions';
import { endpoint, experimentIdOf, json } from '../../../../_server/endpoint';

export const POST = endpoint<{ id: string }>(async (request, params) =>
  json(await applyExperiment(experimentIdOf(params), doorOf(request.headers.get(DOOR_HEADER)))),
);
