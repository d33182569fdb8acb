/** The one schema source for what callers send about watched feeds. */
import { z } from 'zod';
import { DEPTHS } from '@/lib/core/runs/states';

export const addFeedSchema = z.strictObject({
  url: z.string().trim().min(1, 'is empty').max(2048).describe('A feed, a page that links to one, a channel or a playlist'),
  depth: z.enum(DEPTHS).default('auto').describe('As for POST /api/runs'),
  from_date: z.iso.date().optional().describe('Items published before are left alone'),
  keep_newest: z.int().min(0).max(50).default(3).describe('Of what is there at the first look, and of what waits, the newest so many'),
  daily_budget: z.int().min(1).max(200).default(10).describe('Runs in 24 hours'),
});
export type AddFeedRequest = z.input<typeof addFeedSchema>;
