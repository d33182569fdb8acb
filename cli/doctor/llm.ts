import type { Env } from '@/lib/config/env';
import { llmEndpoint } from '@/lib/config/llm-endpoint';
import { probeEndpoint } from '@/lib/engines/llm/probe';
import { attempt, type Check, ok, warning } from './check';

const NAME = 'Language model';

/** The endpoint is asked for its list of models; that costs nothing. Without it everything works, by the local engine. */
export function checkLanguageModel({ values }: Env): Promise<Check>[] {
  return [
    attempt(NAME, async () => {
      const named = llmEndpoint(values);
      if (!named)
        return { name: NAME, state: 'off', detail: 'not set: the local engine analyses (OPENAI_MODEL and a key or address: docs/llm.md)' };
      const { baseUrl, model, cheapModel } = named;
      const checks = await Promise.all(
        [model, ...(cheapModel ? [cheapModel] : [])].map(async (one) => ({ one, probe: await probeEndpoint(named, one) })),
      );
      for (const { one, probe } of checks) {
        if (probe.state === 'failed') {
          return warning(
            NAME,
            `${baseUrl}: ${probe.message}; until then the local engine analyses`,
            'Check OPENAI_BASE_URL and the key in .env.',
          );
        }
        if (probe.state === 'unlisted') {
          return warning(
            NAME,
            `${baseUrl} answers, but does not list ${one}; it has ${probe.models.join(', ')}…`,
            'Correct OPENAI_MODEL or OPENAI_CHEAP_MODEL in .env.',
          );
        }
      }
      const unknown = checks.some(({ probe }) => probe.state === 'unknown') ? '; it does not list its models' : '';
      return ok(NAME, `${[model, cheapModel].filter(Boolean).join(' and ')} at ${baseUrl} answer${cheapModel ? '' : 's'}${unknown}`);
    }),
  ];
}
