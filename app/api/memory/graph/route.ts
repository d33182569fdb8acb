import { graphView } from '@/lib/memory';
import { endpoint, json } from '../../../_server/endpoint';
import { graphSchema } from '../../../_server/memory-request';
import { readQuery } from '../../../_server/read-request';

/** The most mentioned entities and what joins them. */
export const GET = endpoint(async (request) => json(await graphView(readQuery(request, graphSchema).limit)));
