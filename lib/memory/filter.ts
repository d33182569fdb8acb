import { database } from '@/lib/data/client';
import type { Prisma } from '@/lib/data/generated/client';

/** What a search is limited to; what is absent limits nothing. */
export interface MemoryFilter {
  contentType?: string;
  /** Host name the content came from. */
  source?: string;
  /** The run was taken in at or after, and before. */
  from?: Date;
  to?: Date;
  runId?: string;
}

/** allowedRuns gives the runs within the filter; null = all. */
export async function allowedRuns({ contentType, source, from, to, runId }: MemoryFilter): Promise<Set<string> | null> {
  const where: Prisma.RunWhereInput = {
    ...(contentType === undefined ? {} : { contentType }),
    ...(source === undefined ? {} : { sourceHost: source }),
    ...(from || to ? { createdAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    ...(runId === undefined ? {} : { id: runId }),
  };
  if (Object.keys(where).length === 0) return null;
  const runs = await database().run.findMany({ where: { ...where, passages: { some: {} } }, select: { id: true } });
  return new Set(runs.map(({ id }) => id));
}
