import type { Env } from '@/lib/config/env';
import { attempt, type Check, ok, warning } from './check';

const NAME = 'Tracing';
const TIMEOUT_MS = 5_000;

/** checkTracing sends the collector an empty batch, which it takes without keeping anything. */
export function checkTracing({ values }: Env): Promise<Check>[] {
  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  return [
    attempt(NAME, async () => {
      if (endpoint === null) return { name: NAME, state: 'off', detail: 'OTEL_EXPORTER_OTLP_ENDPOINT is not set: nothing is traced' };
      const fix = 'docs/monitoring.md; until then runs go on as ever, untraced.';
      const response = await fetch(`${endpoint}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"resourceSpans":[]}',
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch(() => null);
      const place = new URL(endpoint).host;
      if (response === null) return warning(NAME, `the collector at ${place} does not answer`, fix);
      await response.body?.cancel();
      if (response.ok) return ok(NAME, `the collector at ${place} takes traces`);
      // It wants the headers, which a check does not send.
      if (response.status === 401 || response.status === 403)
        return ok(NAME, `the collector at ${place} answers, and asks for OTEL_EXPORTER_OTLP_HEADERS`);
      return warning(NAME, `the collector at ${place} answers ${response.status} at /v1/traces`, fix);
    }),
  ];
}
