import { noteForAudit } from '@/lib/access/asking';
import { newExperimentSchema } from '@/lib/core/experiments/requests';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { startExperiment } from '@/lib/learning/experiments/actions';
import { listExperiments } from '@/lib/learning/experiments/views';
import { endpoint, json } from '../../_server/endpoint';
import { readJson } from '../../_server/read-request';

export const GET = endpoint(async () => json({ experiments: await listExperiments() }));

export const POST = endpoint(async (request) => {
  const experiment = await startExperiment(await readJson(request, newExperimentSchema), doorOf(request.headers.get(DOOR_HEADER)));
  noteForAudit({ target: experiment.id, details: { name: experiment.name } });
  const response = json(experiment, 201);
  response.headers.set('location', `/api/experiments/${experiment.id}`);
  return response;
});
