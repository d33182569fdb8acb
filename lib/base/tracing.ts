/**
 * Spans of what Winnow does, for OpenTelemetry. Without a collector (./tracing-export) they are nothing and cost nothing. The context of a request is kept with
 * the run that it asked for, as a W3C traceparent (https://www.w3.org/TR/trace-context/): whichever process works on the run joins that trace.
 */
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { asWinnowError } from './errors';

export type { Span };
export { SpanKind };

/** traceparent names the span that is under way, for whoever goes on from here; null where nothing is traced. */
export function traceparent(): string | null {
  const span = trace.getSpanContext(context.active());
  if (!span || !isSpanContextValid(span)) return null;
  return `00-${span.traceId}-${span.spanId}-${(span.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0')}`;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function contextOf(parent: string | null): Context {
  const match = TRACEPARENT.exec(parent ?? '');
  if (!match) return ROOT_CONTEXT;
  const [, traceId, spanId, flags] = match;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: traceId!,
    spanId: spanId!,
    traceFlags: Number.parseInt(flags!, 16),
    isRemote: true,
  });
}

export interface SpanOptions {
  /** A traceparent to go on from, instead of the span that is under way; null begins a trace. */
  parent?: string | null;
  kind?: SpanKind;
  attributes?: Attributes;
}

/** inSpan runs work in a span of its own. What it throws is noted by its code, never by its text, and thrown on. */
export async function inSpan<T>(name: string, { parent, kind, attributes }: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const from = parent === undefined ? context.active() : contextOf(parent);
  return trace.getTracer('winnow').startActiveSpan(name, { kind, attributes }, from, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      const { code } = asWinnowError(error);
      span.setAttribute('error.type', code);
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
      throw error;
    } finally {
      span.end();
    }
  });
}
