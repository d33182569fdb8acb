import { z } from 'zod';

export const memorySearchSchema = z.strictObject({
  q: z.string().trim().min(1, 'is empty').max(500, 'is longer than 500 characters').describe('What to look for, in plain words'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
