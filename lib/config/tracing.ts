import type { Logger } from '@/lib/base/logging';
import type { Tracing } from '@/lib/base/tracing-export';
import type { Env } from './env';

const OFF: Tracing = { flush: async () => {}, stop: async () => {} };

/** startTracing sends this process's spans where OTEL_EXPORTER_OTLP_ENDPOINT says, and does nothing where it is absent. */
export async function startTracing({ values }: Env, service: string, log: Pick<Logger, 'warn'>): Promise<Tracing> {
  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === null) return OFF;
  const { startExport } = await import('@/lib/base/tracing-export');
  return startExport({ endpoint, headers: values.OTEL_EXPORTER_OTLP_HEADERS, service, log });
}
