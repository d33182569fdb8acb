import { readEnv } from '@/lib/config/env';
import { askMemory, memoryFeatures } from '@/lib/memory';
import { endpoint, json } from '../../../_server/endpoint';
import { filterOf, memoryAskSchema } from '../../../_server/memory-request';
import { queryEmbedder } from '../../../_server/query-embedder';
import { readJson } from '../../../_server/read-request';

/** An answer from what was remembered, with citations. */
export const POST = endpoint(async (request) => {
  const { question, ...filter } = await readJson(request, memoryAskSchema);
  const options = { ...filterOf(filter), features: memoryFeatures(readEnv()), signal: request.signal };
  return json(await askMemory(question, options, queryEmbedder()));
});
