import { readEnv } from '@/lib/config/env';
import { memoryFeatures, searchMemory } from '@/lib/memory';
import { endpoint, json } from '../../../_server/endpoint';
import { memorySearchSchema, queryOf } from '../../../_server/memory-request';
import { queryEmbedder } from '../../../_server/query-embedder';
import { readQuery } from '../../../_server/read-request';

/** Passages for a query, best first. */
export const GET = endpoint(async (request) =>
  json(await searchMemory(queryOf(readQuery(request, memorySearchSchema)), queryEmbedder(), memoryFeatures(readEnv()))),
);
