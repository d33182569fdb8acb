import { z } from 'zod';
import { llmFiguresSchema, llmSettingsSchema } from '@/lib/config/llm-settings';
import { backtestSchema, pageSchema, silenceSchema } from '@/lib/core/alerts/requests';
import { ALERT_METRICS } from '@/lib/core/alerts/rules';
import { activateSchema, putConfigSchema, tryoutSchema, versionPageSchema } from '@/lib/core/config/requests';
import { deliveriesSchema } from '@/lib/core/deliveries/requests';
import { discordSettingsSchema } from '@/lib/core/discord/settings';
import { newExperimentSchema } from '@/lib/core/experiments/requests';
import { addFeedSchema } from '@/lib/core/feeds/requests';
import { performanceQuerySchema } from '@/lib/core/metrics/performance-request';
import { recordLineSchema, recordSchema } from '@/lib/core/metrics/record-request';
import { feedbackSchema, listRunsSchema, submitRunSchema } from '@/lib/core/runs/requests';
import { previewSchema, recommendationsSchema } from '@/lib/core/tuning/requests';
import packageJson from '../../package.json';
import { entityListSchema, graphSchema, memoryAskSchema, memorySearchSchema } from './memory-request';

interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  query?: z.ZodObject;
  /** Where there is a query as well, either will do. */
  body?: z.ZodObject;
  /** JSON unless named. */
  bodyMediaType?: string;
  /** Status → what the answer is. The media type is JSON unless named. */
  answers: Record<string, { description: string; mediaType?: string }>;
}

const RUN = { description: 'The run' };
const PERFORMANCE = (description: string) => ({ 200: { description }, 304: { description: 'Nothing has changed since the given ETag' } });
const FEED = { description: 'The feed' };
const EXPERIMENT = { description: 'The experiment' };
const ALERT = { description: 'How the rule stands now' };

/** Every route of the API. The schemas are those the routes validate with, so the document cannot say otherwise. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/runs',
    summary: 'Submit a URL',
    body: submitRunSchema,
    answers: { 202: { description: 'A new run' }, 200: { description: 'The run that exists already under the same configuration' } },
  },
  {
    method: 'get',
    path: '/api/runs',
    summary: 'List runs, newest first',
    query: listRunsSchema,
    answers: { 200: { description: 'runs, and next_cursor for the next page (null on the last)' } },
  },
  { method: 'get', path: '/api/runs/{id}', summary: 'One run, with stages, decisions and result', answers: { 200: RUN } },
  {
    method: 'get',
    path: '/api/runs/{id}/events',
    summary: 'The run’s events, live; resumes by Last-Event-ID',
    answers: {
      200: { description: 'Server-sent events', mediaType: 'text/event-stream' },
      204: { description: 'The run has ended and there is nothing more' },
    },
  },
  { method: 'post', path: '/api/runs/{id}/cancel', summary: 'Cancel', answers: { 202: RUN } },
  { method: 'post', path: '/api/runs/{id}/retry', summary: 'Start over what failed or was cancelled', answers: { 202: RUN } },
  { method: 'post', path: '/api/runs/{id}/full', summary: 'Run the full analysis', answers: { 202: RUN } },
  {
    method: 'post',
    path: '/api/runs/{id}/feedback',
    summary: 'Say whether the result is right',
    body: feedbackSchema,
    answers: { 200: RUN },
  },
  ...(
    [
      ['transcript.json', 'application/json'],
      ['transcript.vtt', 'text/vtt'],
      ['transcript.srt', 'application/x-subrip'],
      ['transcript.txt', 'text/plain'],
      ['report.md', 'text/markdown'],
    ] as const
  ).map(
    ([file, mediaType]): Operation => ({
      method: 'get',
      path: `/api/runs/{id}/${file}`,
      summary: `Download ${file}`,
      answers: { 200: { description: 'The file', mediaType } },
    }),
  ),
  {
    method: 'get',
    path: '/api/runs/{id}/media',
    summary: 'The stored media; single byte ranges',
    answers: {
      200: { description: 'The whole file', mediaType: 'application/octet-stream' },
      206: { description: 'The range asked for', mediaType: 'application/octet-stream' },
    },
  },
  { method: 'get', path: '/api/samples', summary: 'Samples to try', answers: { 200: { description: 'samples' } } },
  {
    method: 'get',
    path: '/api/memory/search',
    summary: 'Search what was remembered',
    query: memorySearchSchema,
    answers: { 200: { description: 'mode, and hits, best first' } },
  },
  {
    method: 'post',
    path: '/api/memory/ask',
    summary: 'Answer a question from what was remembered',
    body: memoryAskSchema,
    answers: { 200: { description: 'answered, text, kind, and citations with run and second' } },
  },
  {
    method: 'get',
    path: '/api/memory/entities',
    summary: 'List who and what is spoken of, most mentioned first',
    query: entityListSchema,
    answers: { 200: { description: 'entities' } },
  },
  {
    method: 'get',
    path: '/api/memory/entities/{id}',
    summary: 'Everything memory holds of an entity',
    answers: {
      200: { description: 'The entity, with mentions, relations, claims, and pairs of claims that agree or contradict each other' },
    },
  },
  {
    method: 'get',
    path: '/api/memory/graph',
    summary: 'The most mentioned entities and what joins them',
    query: graphSchema,
    answers: { 200: { description: 'nodes, edges, total' } },
  },
  {
    method: 'get',
    path: '/api/performance',
    summary: 'All that the dashboard shows',
    query: performanceQuerySchema,
    answers: PERFORMANCE('overall_metrics, previous, content_type_breakdown, checkpoint_analytics, quality_trends, targets, uptime'),
  },
  {
    method: 'get',
    path: '/api/performance/metrics/summary',
    summary: 'The figures of a window',
    query: performanceQuerySchema,
    answers: PERFORMANCE('The overall metrics'),
  },
  {
    method: 'get',
    path: '/api/performance/content-types',
    summary: 'The figures per content type',
    query: performanceQuerySchema,
    answers: PERFORMANCE('A list, most frequent first'),
  },
  {
    method: 'get',
    path: '/api/performance/checkpoints',
    summary: 'Who reached each checkpoint, who ended there and why',
    query: performanceQuerySchema,
    answers: PERFORMANCE('A list, in the order of the pipeline'),
  },
  {
    method: 'get',
    path: '/api/performance/quality-trends',
    summary: 'Quality per UTC hour, or per day past 14 days',
    query: performanceQuerySchema,
    answers: PERFORMANCE('A list, oldest first'),
  },
  {
    method: 'post',
    path: '/api/performance/record',
    summary: 'Record a run from outside, from the query string or the body; an Idempotency-Key header makes it count once',
    query: recordSchema,
    body: recordSchema,
    answers: { 200: { description: 'It is durable: status, processing_type' } },
  },
  {
    method: 'post',
    path: '/api/performance/records',
    summary: 'Record many runs from outside, one JSON object a line; a bad line refuses that line only',
    body: recordLineSchema,
    bodyMediaType: 'application/x-ndjson',
    answers: { 200: { description: 'recorded, duplicates, refused, and errors: why the first lines were refused' } },
  },
  {
    method: 'delete',
    path: '/api/performance/reset',
    summary: 'Count from now on; nothing is deleted',
    answers: { 200: { description: 'status: reset' } },
  },
  {
    method: 'post',
    path: '/api/performance/reset/undo',
    summary: 'Take the last reset back',
    answers: { 200: { description: 'status: undone' } },
  },
  {
    method: 'get',
    path: '/api/settings/llm',
    summary: 'What is set for language models (prices, context sizes, budgets, cache), and how the cache does',
    query: llmFiguresSchema,
    answers: { 200: { description: 'endpoint (null where none is configured), settings, cache' } },
  },
  {
    method: 'put',
    path: '/api/settings/llm',
    summary: 'Replace what is set for language models; what is left out takes its default',
    body: llmSettingsSchema,
    answers: { 200: { description: 'settings' } },
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'The figures since the last reset, for Prometheus',
    answers: { 200: { description: 'Prometheus text format', mediaType: 'text/plain' } },
  },
  {
    method: 'get',
    path: '/api/performance/alerts',
    summary: 'How each alert rule stands',
    answers: { 200: { description: 'A list, a rule each' } },
  },
  {
    method: 'get',
    path: '/api/alerts/history',
    summary: 'What happened to the alerts, newest first',
    query: pageSchema,
    answers: { 200: { description: 'events, and next_cursor for the next page (null on the last)' } },
  },
  {
    method: 'post',
    path: '/api/alerts/{rule}/acknowledge',
    summary: 'Say that somebody knows: no reminders until it resolves or gets worse',
    answers: { 200: ALERT },
  },
  {
    method: 'post',
    path: '/api/alerts/{rule}/silence',
    summary: 'Send nothing of a rule until a time',
    body: silenceSchema,
    answers: { 200: ALERT },
  },
  { method: 'post', path: '/api/alerts/{rule}/unsilence', summary: 'End a silence', answers: { 200: ALERT } },
  {
    method: 'get',
    path: '/api/alerts/{rule}/backtest',
    summary: 'When the rule as it is now would have fired, on what was recorded',
    query: backtestSchema,
    answers: { 200: { description: 'firings, and a sentence that counts them' } },
  },
  {
    method: 'get',
    path: '/api/deliveries',
    summary: 'What was and is to be delivered, newest first',
    query: deliveriesSchema,
    answers: { 200: { description: 'deliveries, and next_cursor for the next page (null on the last)' } },
  },
  {
    method: 'get',
    path: '/api/deliveries/{id}',
    summary: 'One delivery with its tries',
    answers: { 200: { description: 'The delivery, and tries, latest first' } },
  },
  {
    method: 'get',
    path: '/api/deliveries/webhook-secret',
    summary: 'What the messages to callback URLs are signed with',
    answers: { 200: { description: 'secret, created_at, previous_until' } },
  },
  {
    method: 'post',
    path: '/api/deliveries/webhook-secret/rotate',
    summary: 'Make a new secret; the one before signs besides for a day',
    answers: { 200: { description: 'secret, created_at, previous_until' } },
  },
  {
    method: 'post',
    path: '/api/deliveries/{id}/resend',
    summary: 'Send again, under the same id',
    answers: { 202: { description: 'The delivery, waiting' } },
  },
  {
    method: 'get',
    path: '/api/config',
    summary: 'What holds now: every value and where it comes from, the texts, the files on disk; the ETag names the active version',
    answers: { 200: { description: 'version, pinned, settings, sources, files, watch' } },
  },
  {
    method: 'put',
    path: '/api/config',
    summary: 'Change the configuration: a new version, active from the next run on; needs If-Match with the ETag of GET /api/config',
    body: putConfigSchema,
    answers: {
      200: { description: 'The version' },
      412: { description: 'Another version became active meanwhile; it is named' },
      428: { description: 'If-Match is missing' },
    },
  },
  {
    method: 'post',
    path: '/api/config/try',
    summary: 'Run up to ten URLs under a draft of the configuration: in no metric, no memory, no evidence',
    body: tryoutSchema,
    answers: { 202: { description: 'runs' } },
  },
  {
    method: 'post',
    path: '/api/config/preview',
    summary: 'What a draft would have done to the recorded runs, beside what the version in force would have; changes nothing',
    body: previewSchema,
    answers: { 200: { description: 'config_version, current, candidate, changed, notes, data, took_ms' } },
  },
  {
    method: 'get',
    path: '/api/config/versions',
    summary: 'The history of the configuration, newest first',
    query: versionPageSchema,
    answers: { 200: { description: 'versions, and next_cursor for the next page (null on the last)' } },
  },
  {
    method: 'get',
    path: '/api/config/versions/{n}',
    summary: 'One version, with its texts and what activating it would change',
    answers: { 200: { description: 'The version' } },
  },
  {
    method: 'post',
    path: '/api/config/versions/{n}/activate',
    summary: 'Make a version the active one, forwards or back; the body may be left out',
    body: activateSchema,
    answers: { 200: { description: 'The version' }, 412: { description: 'If-Match was sent, and another version is active' } },
  },
  { method: 'get', path: '/api/feeds', summary: 'What is watched', answers: { 200: { description: 'feeds, latest first' } } },
  { method: 'post', path: '/api/feeds', summary: 'Watch a feed, channel or playlist', body: addFeedSchema, answers: { 201: FEED } },
  { method: 'get', path: '/api/feeds/{id}', summary: 'One feed with its latest items', answers: { 200: FEED } },
  {
    method: 'delete',
    path: '/api/feeds/{id}',
    summary: 'Stop watching; its runs stay',
    answers: { 200: { description: 'status: removed' } },
  },
  { method: 'post', path: '/api/feeds/{id}/pause', summary: 'Pause', answers: { 202: FEED } },
  { method: 'post', path: '/api/feeds/{id}/resume', summary: 'Watch on, at once', answers: { 202: FEED } },
  { method: 'post', path: '/api/feeds/{id}/check', summary: 'Look now', answers: { 202: FEED } },
  {
    method: 'get',
    path: '/api/settings/discord',
    summary: 'Settings of the Discord bot, and what it says of itself',
    answers: { 200: { description: 'settings, bot' } },
  },
  {
    method: 'put',
    path: '/api/settings/discord',
    summary: 'Replace the settings of the Discord bot',
    body: discordSettingsSchema,
    answers: { 200: { description: 'settings, bot' } },
  },
  {
    method: 'get',
    path: '/api/tuning/recommendations',
    summary: 'The bars that save most under the promise, the curve they lie on, or how many audited runs are still needed',
    query: recommendationsSchema,
    answers: { 200: { description: 'promise, data, baseline, settings, sentence, audits_needed, expected, current, curve' } },
  },
  {
    method: 'get',
    path: '/api/tuning/conditions',
    summary: 'Each condition with its evidence: state, posterior, labels, what it stopped and what that lost',
    answers: { 200: { description: 'promise, conditions, overall, by_content_type' } },
  },
  {
    method: 'get',
    path: '/api/experiments',
    summary: 'Experiments, newest first',
    answers: { 200: { description: 'experiments' } },
  },
  {
    method: 'post',
    path: '/api/experiments',
    summary: 'Begin an experiment; one runs at a time. Refused where the environment holds what the arms differ in',
    body: newExperimentSchema,
    answers: { 201: EXPERIMENT },
  },
  {
    method: 'get',
    path: '/api/experiments/{id}',
    summary: 'One experiment: arms, differences, health, decision, and both arms over the same history',
    answers: { 200: EXPERIMENT },
  },
  { method: 'post', path: '/api/experiments/{id}/stop', summary: 'End the assignment of arms', answers: { 200: EXPERIMENT } },
  {
    method: 'post',
    path: '/api/experiments/{id}/apply',
    summary: 'Make what won the active version, and end the experiment',
    answers: { 200: EXPERIMENT },
  },
  { method: 'get', path: '/api/health/live', summary: 'The process answers', answers: { 200: { description: 'status: live' } } },
  { method: 'get', path: '/api/health/ready', summary: 'The database answers', answers: { 200: { description: 'status: ready' } } },
];

/** Mirrors the Problem interface of ./problem. */
const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    advice: { type: 'string' },
    fault: { type: 'string', enum: ['source', 'request', 'winnow'] },
    retry: { type: 'string', enum: ['never', 'later'] },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'message'], properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

/** openApiDocument builds the OpenAPI 3.1 description of the API. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Winnow', version: packageJson.version, description: packageJson.description },
    paths,
    components: { schemas: { Problem: PROBLEM_SCHEMA } },
  };
}

function describe({ path, summary, query, body, bodyMediaType = 'application/json', answers }: Operation): Record<string, unknown> {
  return {
    summary,
    parameters: [...pathParameters(path), ...queryParameters(query, body !== undefined)],
    ...(body && { requestBody: { required: query === undefined, content: { [bodyMediaType]: { schema: inputSchema(body) } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, mediaType }]) => [status, answer(status, description, mediaType)]),
      ),
      default: {
        description: 'What went wrong (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function answer(status: string, description: string, mediaType = 'application/json'): Record<string, unknown> {
  return status === '204' || status === '304' ? { description } : { description, content: { [mediaType]: {} } };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: PATH_SCHEMAS[name as keyof typeof PATH_SCHEMAS] ?? { type: 'string', format: 'uuid' },
  }));
}

/** Of what is not an id. */
const PATH_SCHEMAS = {
  rule: { type: 'string', enum: [...ALERT_METRICS] },
  n: { type: 'integer', minimum: 1 },
};

function queryParameters(query: z.ZodObject | undefined, orBody: boolean): object[] {
  if (!query) return [];
  const { properties = {}, required = [] } = inputSchema(query);
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: !orBody && required.includes(name), schema }));
}

function inputSchema(schema: z.ZodObject): z.core.JSONSchema.JSONSchema {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { io: 'input' });
  return jsonSchema;
}
