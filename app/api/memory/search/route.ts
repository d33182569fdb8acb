import { searchMemory } from '@/lib/memory';
import { endpoint, json } from '../../../_server/endpoint';
import { memorySearchSchema } from '../../../_server/memory-request';
import { queryEmbedder } from '../../../_server/query-embedder';
import { readQuery } from '../../../_server/read-request';

/** Passages nearest in meaning to the query, best first. */
export const GET = endpoint(async (request) => json(await searchMemory(readQuery(request, memorySearchSchema), queryEmbedder())));
