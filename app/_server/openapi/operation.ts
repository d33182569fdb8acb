import type { z } from 'zod';
import type { AuditAction } from '@/lib/core/access/audit';
import type { Access } from '@/lib/core/access/scopes';

interface AnyOperation {
  path: string;
  summary: string;
  /** Who may: what decides about a request, the test of every route as every role and docs/access.md all read it here. */
  access: Access;
  query?: z.ZodObject;
  /** Where there is a query as well, either will do. */
  body?: z.ZodObject;
  /** JSON unless named. */
  bodyMediaType?: string;
  /** Status → what the answer is. The media type is JSON unless named. */
  answers: Record<string, { description: string; mediaType?: string }>;
}

/** What changes something, or costs something, says what the audit log calls it; null where that would only repeat what is recorded anyway. */
export type Operation = AnyOperation &
  ({ method: 'get'; audit?: never } | { method: 'post' | 'put' | 'delete'; audit: AuditAction | null });
