import { activateSchema, putConfigSchema, tryoutSchema, versionPageSchema } from '@/lib/core/config/requests';
import { newExperimentSchema } from '@/lib/core/experiments/requests';
import { previewSchema, recommendationsSchema } from '@/lib/core/tuning/requests';
import type { Operation } from './operation';

const EXPERIMENT = { description: 'The experiment' };
const STILL_READING = { description: 'After a start: the recorded runs are still being read; Retry-After says when to ask again' };

/** Configuration, tuning and experiments. */
export const tuningOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/config',
    access: 'read',
    summary: 'What holds now: every value and where it comes from, the texts, the files on disk; the ETag names the active version',
    answers: { 200: { description: 'version, pinned, settings, sources, files, watch' } },
  },
  {
    method: 'put',
    path: '/api/config',
    access: 'admin',
    audit: 'config.change',
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
    access: 'submit',
    audit: 'config.try',
    summary: 'Run up to ten URLs under a draft of the configuration: in no metric, no memory, no evidence',
    body: tryoutSchema,
    answers: { 202: { description: 'runs' } },
  },
  {
    method: 'post',
    path: '/api/config/preview',
    access: 'read',
    audit: null,
    summary: 'What a draft would have done to the recorded runs, beside what the version in force would have; changes nothing',
    body: previewSchema,
    answers: { 200: { description: 'config_version, current, candidate, changed, notes, data, took_ms' }, 503: STILL_READING },
  },
  {
    method: 'get',
    path: '/api/config/versions',
    access: 'read',
    summary: 'The history of the configuration, newest first',
    query: versionPageSchema,
    answers: { 200: { description: 'versions, and next_cursor for the next page (null on the last)' } },
  },
  {
    method: 'get',
    path: '/api/config/versions/{n}',
    access: 'read',
    summary: 'One version, with its texts and what activating it would change',
    answers: { 200: { description: 'The version' } },
  },
  {
    method: 'post',
    path: '/api/config/versions/{n}/activate',
    access: 'admin',
    audit: 'config.activate',
    summary: 'Make a version the active one, forwards or back; the body may be left out',
    body: activateSchema,
    answers: { 200: { description: 'The version' }, 412: { description: 'If-Match was sent, and another version is active' } },
  },
  {
    method: 'get',
    path: '/api/tuning/recommendations',
    access: 'read',
    summary: 'The bars that save most under the promise, the curve they lie on, or how many audited runs are still needed',
    query: recommendationsSchema,
    answers: {
      200: { description: 'promise, data, baseline, settings, sentence, audits_needed, expected, current, curve' },
      503: STILL_READING,
    },
  },
  {
    method: 'get',
    path: '/api/tuning/conditions',
    access: 'read',
    summary: 'Each condition with its evidence: state, posterior, labels, what it stopped and what that lost',
    answers: { 200: { description: 'promise, conditions, overall, by_content_type' } },
  },
  {
    method: 'get',
    path: '/api/experiments',
    access: 'read',
    summary: 'Experiments, newest first',
    answers: { 200: { description: 'experiments' } },
  },
  {
    method: 'post',
    path: '/api/experiments',
    access: 'admin',
    audit: 'experiment.start',
    summary: 'Begin an experiment; one runs at a time. Refused where the environment holds what the arms differ in',
    body: newExperimentSchema,
    answers: { 201: EXPERIMENT },
  },
  {
    method: 'get',
    path: '/api/experiments/{id}',
    access: 'read',
    summary: 'One experiment: arms, differences, health, decision, and both arms over the same history',
    answers: { 200: EXPERIMENT },
  },
  {
    method: 'post',
    path: '/api/experiments/{id}/stop',
    access: 'admin',
    audit: 'experiment.stop',
    summary: 'End the assignment of arms',
    answers: { 200: EXPERIMENT },
  },
  {
    method: 'post',
    path: '/api/experiments/{id}/apply',
    access: 'admin',
    audit: 'experiment.apply',
    summary: 'Make what won the active version, and end the experiment',
    answers: { 200: EXPERIMENT },
  },
];
