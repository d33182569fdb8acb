import { noteForAudit } from '@/lib/access/asking';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { requestFullRun } from '@/lib/intake';
import { endpoint, json, runIdOf } from '../../../../_server/endpoint';

/** Asks for the full analysis of a run that stopped earlier: a run of its own, of kind upgrade. 409 where that is not possible. */
export const POST = endpoint<{ id: string }>(async (request, params) => {
  const run = await requestFullRun(runIdOf(params), doorOf(request.headers.get(DOOR_HEADER)));
  noteForAudit({ details: { run: run.id } });
  return json(run, 202);
});
