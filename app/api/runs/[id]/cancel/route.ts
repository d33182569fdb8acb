import { cancelRun } from '@/lib/intake';
import { endpoint, json, runIdOf } from '../../../../_server/endpoint';

/** Stops a run that has not ended. 409 where that is not possible. */
export const POST = endpoint<{ id: string }>(async (_request, params) => json(await cancelRun(runIdOf(params)), 202));
