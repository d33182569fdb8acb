import { feedbackSchema, listRunsSchema, submitRunSchema } from '@/lib/core/runs/requests';
import type { Operation } from './operation';

const RUN = { description: 'The run' };

/** Runs. */
export const runsOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/runs',
    access: 'submit',
    audit: 'run.submit',
    summary: 'Submit a URL; an Idempotency-Key header makes a request that is sent again count once',
    body: submitRunSchema,
    answers: { 202: { description: 'A new run' }, 200: { description: 'The run that exists already under the same configuration' } },
  },
  {
    method: 'get',
    path: '/api/runs',
    access: 'read',
    summary: 'List runs, newest first',
    query: listRunsSchema,
    answers: { 200: { description: 'runs, and next_cursor for the next page (null on the last)' } },
  },
  { method: 'get', path: '/api/runs/{id}', access: 'read', summary: 'One run, with stages, decisions and result', answers: { 200: RUN } },
  {
    method: 'get',
    path: '/api/runs/{id}/events',
    access: 'read',
    summary: 'The run’s events, live; resumes by Last-Event-ID',
    answers: {
      200: { description: 'Server-sent events', mediaType: 'text/event-stream' },
      204: { description: 'The run has ended and there is nothing more' },
    },
  },
  { method: 'post', path: '/api/runs/{id}/cancel', access: 'submit', audit: 'run.cancel', summary: 'Cancel', answers: { 202: RUN } },
  {
    method: 'post',
    path: '/api/runs/{id}/retry',
    access: 'submit',
    audit: 'run.retry',
    summary: 'Start over what failed or was cancelled',
    answers: { 202: RUN },
  },
  {
    method: 'post',
    path: '/api/runs/{id}/full',
    access: 'submit',
    audit: 'run.full',
    summary: 'Run the full analysis',
    answers: { 202: RUN },
  },
  {
    method: 'post',
    path: '/api/runs/{id}/feedback',
    access: 'submit',
    audit: 'run.feedback',
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
      access: 'read',
      summary: `Download ${file}`,
      answers: { 200: { description: 'The file', mediaType } },
    }),
  ),
  {
    method: 'get',
    path: '/api/runs/{id}/media',
    access: 'read',
    summary: 'The stored media; single byte ranges',
    answers: {
      200: { description: 'The whole file', mediaType: 'application/octet-stream' },
      206: { description: 'The range asked for', mediaType: 'application/octet-stream' },
    },
  },
];
