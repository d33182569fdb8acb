import { backtestSchema, pageSchema, silenceSchema } from '@/lib/core/alerts/requests';
import type { Operation } from './operation';

const ALERT = { description: 'How the rule stands now' };

/** Alerts. */
export const alertsOperations: readonly Operation[] = [
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
];
