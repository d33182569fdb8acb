import type { LlmSettings } from '@/lib/config/llm-settings';
import type { LlmCacheView } from '@/lib/core/metrics/views';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { say, sayJson, table, text } from './output';
import { readJsonFile } from './read-json';

/** As GET /api/settings/llm gives it. */
interface LlmAnswer {
  endpoint: { base_url: string; model: string; cheap_model: string | null } | null;
  settings: LlmSettings;
  cache: Omit<LlmCacheView, 'hitRate'> & {
    hours: number;
    entries: number;
    bytes: number;
    hit_rate: number | null;
    compared: number;
    compared_wrong: number;
  };
}

const dollars = (usd: number | null) => (usd === null ? 'unknown' : `$${usd}`);
const tokens = (count: number | null) => (count === null ? 'no bound' : `${count.toLocaleString('en')} tokens`);

/** showLlm prints which model analyses, what is set for it, and how its cache does. Returns the exit code. */
export async function showLlm({ json = false }: { json?: boolean }): Promise<number> {
  const { wire } = await new ApiClient().get('/api/settings/llm');
  if (json) {
    sayJson(wire);
    return EXIT.ok;
  }
  const { endpoint, settings, cache } = wire as LlmAnswer;
  say(
    endpoint
      ? text(`${[endpoint.model, endpoint.cheap_model].filter(Boolean).join(' and ')} at ${endpoint.base_url}`)
      : 'No language model is named in .env: the local engine analyses (docs/llm.md).',
  );
  if (settings.models.length > 0) {
    table(
      ['MODEL', 'CONTEXT', 'IN / 1M', 'OUT / 1M'],
      settings.models.map((model) => [
        text(model.name),
        model.context_tokens.toLocaleString('en'),
        dollars(model.input_usd_per_million),
        dollars(model.output_usd_per_million),
      ]),
    );
  } else say('No prices are set: what it costs is unknown.');
  for (const depth of ['auto', 'full'] as const) {
    const { tokens: most, usd } = settings.budgets[depth];
    say(`Budget of a run, depth ${depth}: ${tokens(most)}${usd === null ? '' : `, $${usd}`}`);
  }
  const rate = cache.hit_rate === null ? 'nothing was asked' : `${Math.round(cache.hit_rate * 100)} % of the answers from the cache`;
  say(
    `Last ${cache.hours} h: ${rate}; ${cache.entries.toLocaleString('en')} answers kept; ${cache.compared_wrong} of ${cache.compared} compared were wrong.`,
  );
  return EXIT.ok;
}

/** setLlm replaces the settings by a file's. Returns the exit code. */
export async function setLlm(file: string): Promise<number> {
  await new ApiClient().put('/api/settings/llm', await readJsonFile(file), '*');
  say('Set. Runs that are taken in from now on are held to the new budgets; prices hold at once.');
  return EXIT.ok;
}
