import { noteForAudit } from '@/lib/access/asking';
import { readEnv } from '@/lib/config/env';
import { llmEndpoint, shownAddress } from '@/lib/config/llm-endpoint';
import { llmFiguresSchema, llmSettingsSchema } from '@/lib/config/llm-settings';
import { llmCacheFigures } from '@/lib/data/llm-cache';
import { readLlmSettings, writeLlmSettings } from '@/lib/data/llm-settings';
import { endpoint, json } from '../../../_server/endpoint';
import { readJson, readQuery } from '../../../_server/read-request';

export const GET = endpoint(async (request) => {
  const { hours } = readQuery(request, llmFiguresSchema);
  const named = llmEndpoint(readEnv().values);
  const [settings, cache] = await Promise.all([readLlmSettings(), llmCacheFigures(hours)]);
  const given = cache.asked + cache.exact + cache.similar;
  return json({
    // Never the key, nor what an address may hold of one.
    endpoint: named && { baseUrl: shownAddress(named.baseUrl), model: named.model, cheapModel: named.cheapModel },
    settings,
    cache: { hours, ...cache, hitRate: given === 0 ? null : (cache.exact + cache.similar) / given },
  });
});

export const PUT = endpoint(async (request) => {
  const settings = await writeLlmSettings(await readJson(request, llmSettingsSchema));
  noteForAudit({ details: { settings } });
  return json({ settings });
});
