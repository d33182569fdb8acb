import { recommendationsSchema } from '@/lib/core/tuning/requests';
import { readRecommendation } from '@/lib/learning/tuning/recommendation';
import { endpoint, json } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';

export const GET = endpoint(async (request) => json(await readRecommendation(readQuery(request, recommendationsSchema))));
