import { getRun } from '@/lib/pipeline/views';
import { endpoint, json, runIdOf } from '../../../_server/endpoint';

export const GET = endpoint<{ id: string }>(async (_request, params) => json(await getRun(runIdOf(params))));
