/** The one schema source for what callers send about experiments. */
import { z } from 'zod';
import { LAST_VERSION } from '@/lib/core/config/requests';
import { ARM_ROLES } from './views';

const SHARE_ROUNDING = 1e-6;

const armSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'a lower-case name of letters, digits, - and _, which begins with a letter')
    .describe('Also a value of CONFIG_VERSION'),
  role: z.enum(ARM_ROLES),
  config_version: z.int().min(1).max(LAST_VERSION),
  share: z.number().gt(0).lt(1).describe('Of the items'),
});

export const newExperimentSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    note: z.string().max(2000).default(''),
    arms: z.array(armSchema).min(2).max(3),
  })
  .check(({ value: { arms }, issues }) => {
    const fault = (message: string) => issues.push({ code: 'custom', input: arms, path: ['arms'], message });
    if (Math.abs(arms.reduce((sum, { share }) => sum + share, 0) - 1) > SHARE_ROUNDING) fault('the shares must sum to 1');
    for (const field of ['name', 'role', 'config_version'] as const) {
      if (new Set(arms.map((arm) => arm[field])).size < arms.length) fault(`two arms have the same ${field}`);
    }
    if (!arms.some(({ role }) => role === 'conservative') || !arms.some(({ role }) => role === 'aggressive'))
      fault('there must be a conservative and an aggressive arm');
  });
export type NewExperimentRequest = z.output<typeof newExperimentSchema>;
