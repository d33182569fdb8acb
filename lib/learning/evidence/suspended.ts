import { database } from '@/lib/data/client';

/** suspendedConditions lists the keys of the conditions whose evidence speaks against them now. */
export async function suspendedConditions(): Promise<string[]> {
  const rows = await database().conditionEvidence.findMany({
    where: { state: 'suspended' },
    select: { key: true },
    orderBy: { key: 'asc' },
  });
  return rows.map(({ key }) => key);
}
