import { readConditions } from '@/lib/learning/evidence/views';
import { endpoint, json } from '../../../_server/endpoint';

export const GET = endpoint(async () => json(await readConditions()));
