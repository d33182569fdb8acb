/** The one schema source for what callers send about the configuration. Keys are dotted, as `GET /api/config` lists them. */
import { z } from 'zod';
import { CONFIG_SECTIONS } from './sections';

const MOST_CHANGES = 500;
/** Numbers of versions are 32-bit integers. */
export const LAST_VERSION = 2 ** 31 - 1;
/** The characters of a file of 256 KiB at most. */
const MOST_CHARACTERS = 262_144;
const key = z.string().regex(/^[a-z_]+(\.[a-z0-9_]+)+$/, 'a dotted key such as quality_filtering.thresholds.min_overall');

const sources = z
  .partialRecord(z.enum(CONFIG_SECTIONS), z.string().max(MOST_CHARACTERS))
  .describe('YAML texts that replace those of the base, by name: quality_filtering, content_routing, early_exit, monitoring');

/** A configuration as a change of a version: whole texts first, then single values in them. */
export const configDraftSchema = z.strictObject({
  base: z.int().min(1).max(LAST_VERSION).optional().describe('Number of the version that is changed; the active one where it is left out'),
  sources: sources.optional(),
  set: z
    .record(key, z.unknown())
    .refine((set) => Object.keys(set).length <= MOST_CHANGES, `at most ${MOST_CHANGES} keys`)
    .optional()
    .describe('Values by dotted key; null goes back to the built-in default. Comments and order of the texts stay'),
});
export type ConfigDraft = z.input<typeof configDraftSchema>;

const note = z.string().trim().max(1000).default('').describe('Why, for the history');

export const putConfigSchema = configDraftSchema.extend({
  note,
  activate: z.boolean().default(true).describe('false keeps it as a version that is not active, for an experiment say'),
});
export type PutConfigRequest = z.input<typeof putConfigSchema>;

/** A few addresses under a draft, before it holds. */
export const tryoutSchema = configDraftSchema.extend({
  urls: z.array(z.string().trim().min(1).max(2048)).min(1).max(10).describe('Ten at most'),
});
export type TryoutRequest = z.input<typeof tryoutSchema>;

export const activateSchema = z.strictObject({ note });

export const versionPageSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.coerce.number().int().min(1).max(LAST_VERSION).optional().describe('next_cursor of the page before'),
});
