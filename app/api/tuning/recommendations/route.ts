import { recommendationsSchema } from '@/lib/core/tuning/requests';
import { ask } from '@/lib/learning/tuning/ask';
import { endpoint, json } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';

export const GET = endpoint(async (request) => json(await ask('recommendation', readQuery(request, recommendationsSchema))));
