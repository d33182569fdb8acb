/** Sends spans to an OpenTelemetry collector by OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/). Loaded only where one is named. */
import { hostname } from 'node:os';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import packageJson from '../../package.json';
import type { Logger } from './logging';

export interface TracingOptions {
  /** Of the collector, without `/v1/traces`. */
  endpoint: string;
  /** `name=value`, separated by commas, as OpenTelemetry's own variable has them. */
  headers: string | null;
  /** web, worker or discord. */
  service: string;
  log: Pick<Logger, 'warn'>;
}

export interface Tracing {
  /** Sends what waits to be sent. */
  flush(): Promise<void>;
  /** Sends what waits, and ends. Never throws: a collector that is away keeps nobody from ending. */
  stop(): Promise<void>;
}

function headersOf(text: string | null): Record<string, string> {
  const pairs = (text ?? '').split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 ? [[pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())] as const] : [];
  });
  return Object.fromEntries(pairs);
}

/** startExport makes this process's spans real. A collector that does not answer is logged, and costs nothing else. */
export function startExport({ endpoint, headers, service, log }: TracingOptions): Tracing {
  const warn = (message: string) => log.warn({ tracing: true }, message);
  diag.setLogger(
    { error: warn, warn, info() {}, debug() {}, verbose() {} },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const processor = new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers: headersOf(headers) }));
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': `winnow-${service}`,
      'service.version': packageJson.version,
      'service.instance.id': `${hostname()}:${process.pid}`,
    }),
    spanProcessors: [processor],
  });
  provider.register();
  const quietly = (work: Promise<void>) => work.catch((error) => warn(error instanceof Error ? error.message : String(error)));
  return { flush: () => quietly(processor.forceFlush()), stop: () => quietly(provider.shutdown()) };
}
