import type { z } from 'zod';

export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  query?: z.ZodObject;
  /** Where there is a query as well, either will do. */
  body?: z.ZodObject;
  /** JSON unless named. */
  bodyMediaType?: string;
  /** Status → what the answer is. The media type is JSON unless named. */
  answers: Record<string, { description: string; mediaType?: string }>;
}
