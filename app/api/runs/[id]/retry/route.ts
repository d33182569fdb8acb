import { noteForAudit } from '@/lib/access/asking';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { retryRun } from '@/lib/intake';
import { endpoint, json, runIdOf } from '../../../../_server/endpoint';

/** Starts a run over that failed or was cancelled, on what it had kept. 409 where that is not possible. */
export const POST = endpoint<{ id: string }>(async (request, params) => {
  const run = await retryRun(runIdOf(params), doorOf(request.headers.get(DOOR_HEADER)));
  noteForAudit({ details: { run: run.id } });
  return json(run, 202);
});
