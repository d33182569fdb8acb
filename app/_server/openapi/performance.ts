import { performanceQuerySchema } from '@/lib/core/metrics/performance-request';
import { recordLineSchema, recordSchema } from '@/lib/core/metrics/record-request';
import type { Operation } from './operation';

const PERFORMANCE = (description: string) => ({ 200: { description }, 304: { description: 'Nothing has changed since the given ETag' } });

/** The performance API. */
export const performanceOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/performance',
    access: 'read',
    summary: 'All that the dashboard shows',
    query: performanceQuerySchema,
    answers: PERFORMANCE('overall_metrics, previous, content_type_breakdown, checkpoint_analytics, quality_trends, targets, uptime'),
  },
  {
    method: 'get',
    path: '/api/performance/metrics/summary',
    access: 'read',
    summary: 'The figures of a window',
    query: performanceQuerySchema,
    answers: PERFORMANCE('The overall metrics'),
  },
  {
    method: 'get',
    path: '/api/performance/content-types',
    access: 'read',
    summary: 'The figures per content type',
    query: performanceQuerySchema,
    answers: PERFORMANCE('A list, most frequent first'),
  },
  {
    method: 'get',
    path: '/api/performance/checkpoints',
    access: 'read',
    summary: 'Who reached each checkpoint, who ended there and why',
    query: performanceQuerySchema,
    answers: PERFORMANCE('A list, in the order of the pipeline'),
  },
  {
    method: 'get',
    path: '/api/performance/quality-trends',
    access: 'read',
    summary: 'Quality per UTC hour, or per day past 14 days',
    query: performanceQuerySchema,
    answers: PERFORMANCE('A list, oldest first'),
  },
  {
    method: 'post',
    path: '/api/performance/record',
    access: 'record',
    audit: null,
    summary: 'Record a run from outside, from the query string or the body; an Idempotency-Key header makes it count once',
    query: recordSchema,
    body: recordSchema,
    answers: { 200: { description: 'It is durable: status, processing_type' } },
  },
  {
    method: 'post',
    path: '/api/performance/records',
    access: 'record',
    audit: null,
    summary: 'Record many runs from outside, one JSON object a line; a bad line refuses that line only',
    body: recordLineSchema,
    bodyMediaType: 'application/x-ndjson',
    answers: { 200: { description: 'recorded, duplicates, refused, and errors: why the first lines were refused' } },
  },
  {
    method: 'delete',
    path: '/api/performance/reset',
    access: 'admin',
    audit: 'metrics.reset',
    summary: 'Count from now on; nothing is deleted',
    answers: { 200: { description: 'status: reset' } },
  },
  {
    method: 'post',
    path: '/api/performance/reset/undo',
    access: 'admin',
    audit: 'metrics.reset_undo',
    summary: 'Take the last reset back',
    answers: { 200: { description: 'status: undone' } },
  },
];
