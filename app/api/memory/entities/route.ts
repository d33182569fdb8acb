import { listEntities } from '@/lib/memory';
import { endpoint, json } from '../../../_server/endpoint';
import { entityListSchema } from '../../../_server/memory-request';
import { readQuery } from '../../../_server/read-request';

/** Entities by name, most mentioned first. */
export const GET = endpoint(async (request) => json({ entities: await listEntities(readQuery(request, entityListSchema)) }));
