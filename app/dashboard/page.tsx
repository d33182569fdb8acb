import type { Metadata } from 'next';
import { Dashboard } from '@/components/dashboard/dashboard';
import { filtersOf } from '@/components/dashboard/filters';
import { RECENT_RUNS } from '@/components/runs/page-sizes';
import { readPerformance } from '@/lib/metrics/read';
import { listRuns } from '@/lib/pipeline/views';

export const metadata: Metadata = { title: 'Dashboard' };

interface DashboardPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DashboardPage({ searchParams }: DashboardPageProps) {
  const params = await searchParams;
  const filters = filtersOf({ get: (name) => [params[name] ?? null].flat()[0] ?? null });
  const { hours, ...filter } = filters;
  const [initial, initialRuns] = await Promise.all([
    readPerformance({ hours, filter }),
    listRuns({ limit: RECENT_RUNS, content_type: filter.contentType }),
  ]);
  return (
    <div className="mx-auto max-w-7xl">
      <Dashboard initial={initial} initialRuns={initialRuns} initialFilters={filters} />
    </div>
  );
}
