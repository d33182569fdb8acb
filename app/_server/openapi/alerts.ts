import { backtestSchema, pageSchema, silenceSchema } from '@/lib/core/alerts/requests';
import type { Operation } from './operation';

const ALERT = { description: 'How the rule stands now' };

/** Alerts. */
export const alertsOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/performance/alerts',
    access: 'read',
    summary: 'How each alert rule stands',
    answers: { 200: { description: 'A list, a rule each' } },
  },
  {
    method: 'get',
    path: '/api/alerts/history',
    access: 'read',
    summary: 'What happened to the alerts, newest first',
    query: pageSchema,
    answers: { 200: { description: 'events, and next_cursor for the next page (null on the last)' } },
  },
  {
    method: 'post',
    path: '/api/alerts/{rule}/acknowledge',
    access: 'admin',
    audit: 'alert.acknowledge',
    summary: 'Say that somebody knows: no reminders until it resolves or gets worse',
    answers: { 200: ALERT },
  },
  {
    method: 'post',
    path: '/api/alerts/{rule}/silence',
    access: 'admin',
    audit: 'alert.silence',
    summary: 'Send nothing of a rule until a time',
    body: silenceSchema,
    answers: { 200: ALERT },
  },
  {
    method: 'post',
    path: '/api/alerts/{rule}/unsilence',
    access: 'admin',
    audit: 'alert.unsilence',
    summary: 'End a silence',
    answers: { 200: ALERT },
  },
  {
    method: 'get',
    path: '/api/alerts/{rule}/backtest',
    access: 'read',
    summary: 'When the rule as it is now would have fired, on what was recorded',
    query: backtestSchema,
    answers: { 200: { description: 'firings, and a sentence that counts them' } },
  },
];
