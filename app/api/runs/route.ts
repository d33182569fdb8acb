import { noteForAudit } from '@/lib/access/asking';
import { idempotencyKeySchema } from '@/lib/core/metrics/record-request';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { listRunsSchema, submitRunSchema } from '@/lib/core/runs/requests';
import { submitRun } from '@/lib/intake';
import { listRuns } from '@/lib/pipeline/views';
import { endpoint, json } from '../../_server/endpoint';
import { parse, readJson, readQuery } from '../../_server/read-request';

/** Pages of runs, newest first. */
export const GET = endpoint(async (request) => json(await listRuns(readQuery(request, listRunsSchema))));

/** Takes a URL in: 202 and a new run, or 200 and the run that exists already under the same configuration, or under the same Idempotency-Key. */
export const POST = endpoint(async (request) => {
  const key = request.headers.get('idempotency-key');
  const idempotencyKey = key === null ? null : parse(key, idempotencyKeySchema, 'Idempotency-Key');
  const submitted = await readJson(request, submitRunSchema);
  noteForAudit({ details: { url: submitted.url, depth: submitted.depth } });
  const { run, created } = await submitRun(submitted, doorOf(request.headers.get(DOOR_HEADER)), { idempotencyKey });
  noteForAudit({ target: run.id });
  const response = json(run, created ? 202 : 200);
  response.headers.set('location', `/api/runs/${run.id}`);
  return response;
});
