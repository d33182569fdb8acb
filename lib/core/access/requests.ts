/** What the access routes take: validation, the OpenAPI document and the pages read this. */
import { z } from 'zod';
import { AUDIT_ACTIONS, OUTCOMES } from './audit';
import { ROLES, SCOPES } from './scopes';

const LEAST_PASSWORD = 12;
const MOST_PASSWORD = 256;

/** Something to call a person or a key by: one line, no control or direction characters. */
const label = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(80, 'is longer than 80 characters')
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'holds control or invisible characters');

const newPassword = z
  .string()
  .min(LEAST_PASSWORD, `needs ${LEAST_PASSWORD} characters at least`)
  .max(MOST_PASSWORD, `is longer than ${MOST_PASSWORD} characters`);
const givenPassword = z.string().min(1, 'is empty').max(MOST_PASSWORD);
const linkToken = z.string().max(100);

export const signInSchema = z.strictObject({ name: z.string().min(1, 'is empty').max(200), password: givenPassword });

/** `name` is left out where the link sets a password anew. */
export const useLinkSchema = z.strictObject({ token: linkToken, name: label.optional(), password: newPassword });

export const newLinkSchema = z.strictObject({
  role: z.enum(ROLES).default('member').describe('What the account that it makes may do; of no account with account_id'),
  account_id: z.uuid().optional().describe('An account whose password it sets anew'),
});

export const changePasswordSchema = z.strictObject({ current: givenPassword, password: newPassword });

export const changeAccountSchema = z.strictObject({ role: z.enum(ROLES) });

export const newKeySchema = z.strictObject({
  name: label,
  scopes: z.array(z.enum(SCOPES)).min(1, 'names none').max(SCOPES.length),
  expires_in_days: z.int().min(1).max(3650).nullable().default(90).describe('null: never'),
  requests_per_minute: z.int().min(1).max(1_000_000).default(600),
});
export type NewKeyRequest = z.input<typeof newKeySchema>;

export const auditPageSchema = z.strictObject({
  cursor: z.coerce.number().int().min(1).optional().describe('From the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  action: z.enum(AUDIT_ACTIONS).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  actor: z.string().max(200).optional().describe('Part of the name'),
});
export type AuditPageRequest = z.output<typeof auditPageSchema>;

/** Kept in the database, changed on the settings page. */
export const accessSettingsSchema = z.strictObject({
  requests_per_minute: z.int().min(10).max(1_000_000).default(1200).describe('Requests of one address without a key, in each web process'),
  max_waiting_runs: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1000)
    .describe('Runs that may be under way or waiting before submissions are refused'),
});
export type AccessSettings = z.output<typeof accessSettingsSchema>;

export const oidcStartSchema = z.strictObject({ next: z.string().max(500).optional(), link: linkToken.optional() });
