import type { Metadata } from 'next';
import { filtersOf } from '@/components/runs/filters';
import { RUNS_PER_PAGE } from '@/components/runs/page-sizes';
import { RunList } from '@/components/runs/run-list';
import { listRuns } from '@/lib/pipeline/views';

export const metadata: Metadata = { title: 'Runs' };

interface RunsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ searchParams }: RunsPageProps) {
  const params = await searchParams;
  const filters = filtersOf({ get: (name) => [params[name] ?? null].flat()[0] ?? null });
  const initial = await listRuns({
    limit: RUNS_PER_PAGE,
    state: filters.state,
    processing_type: filters.processingType,
    content_type: filters.contentType,
    q: filters.q,
  });
  return (
    <div className="mx-auto max-w-6xl space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Runs</h1>
      <RunList initial={initial} initialFilters={filters} />
    </div>
  );
}
