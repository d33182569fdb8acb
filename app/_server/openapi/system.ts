import { llmFiguresSchema, llmSettingsSchema } from '@/lib/config/llm-settings';
import { discordSettingsSchema } from '@/lib/core/discord/settings';
import { retentionSchema } from '@/lib/core/retention';
import type { Operation } from './operation';

/** Health, metrics and settings. */
export const systemOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/openapi.json',
    access: 'known',
    summary: 'This document',
    answers: { 200: { description: 'OpenAPI 3.1' } },
  },
  { method: 'get', path: '/api/samples', access: 'read', summary: 'Samples to try', answers: { 200: { description: 'samples' } } },
  {
    method: 'get',
    path: '/api/settings/llm',
    access: 'admin',
    summary: 'What is set for language models (prices, context sizes, budgets, cache), and how the cache does',
    query: llmFiguresSchema,
    answers: { 200: { description: 'endpoint (null where none is configured), settings, cache' } },
  },
  {
    method: 'put',
    path: '/api/settings/llm',
    access: 'admin',
    audit: 'settings.llm',
    summary: 'Replace what is set for language models; what is left out takes its default',
    body: llmSettingsSchema,
    answers: { 200: { description: 'settings' } },
  },
  {
    method: 'get',
    path: '/metrics',
    access: 'read',
    summary: 'The figures since the last reset and how the deployment is now, for Prometheus',
    answers: { 200: { description: 'Prometheus text format', mediaType: 'text/plain' } },
  },
  {
    method: 'get',
    path: '/api/settings/discord',
    access: 'admin',
    summary: 'Settings of the Discord bot, and what it says of itself',
    answers: { 200: { description: 'settings, bot' } },
  },
  {
    method: 'put',
    path: '/api/settings/discord',
    access: 'admin',
    audit: 'settings.discord',
    summary: 'Replace the settings of the Discord bot',
    body: discordSettingsSchema,
    answers: { 200: { description: 'settings, bot' } },
  },
  {
    method: 'get',
    path: '/api/settings/retention',
    access: 'admin',
    summary: 'How long what is stored is kept, and what takes up most of the database',
    answers: { 200: { description: 'settings, stored (bytes of the database, largest tables)' } },
  },
  {
    method: 'put',
    path: '/api/settings/retention',
    access: 'admin',
    audit: 'settings.retention',
    summary: 'Replace how long what is stored is kept; what is left out takes its default',
    body: retentionSchema,
    answers: { 200: { description: 'settings, stored' } },
  },
  {
    method: 'get',
    path: '/api/health/live',
    access: 'open',
    summary: 'The process answers',
    answers: { 200: { description: 'status: live' } },
  },
  {
    method: 'get',
    path: '/api/health/ready',
    access: 'open',
    summary: 'The database answers, and this process is not about to end',
    answers: { 200: { description: 'status: ready' } },
  },
];
