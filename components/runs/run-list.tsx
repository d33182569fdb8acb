'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import type { RunPageView } from '@/lib/core/runs/views';
import { problemOf } from '../data/api';
import { useRunList } from '../data/runs';
import { count } from '../format';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { filterQuery, filtersOf, type RunFilters } from './filters';
import { RUNS_PER_PAGE } from './page-sizes';
import { RowsSkeleton } from './rows-skeleton';
import { RunFilterBar } from './run-filters';
import { RunRows } from './run-rows';

interface RunListProps {
  /** The first page, as the server rendered it, and the filters it was read under. */
  initial: RunPageView;
  initialFilters: RunFilters;
}

/** All runs, filtered as the page's address says, newest first. */
export function RunList({ initial, initialFilters }: RunListProps) {
  const pathname = usePathname();
  const filters = filtersOf(useSearchParams());
  const isAsRendered = String(filterQuery(filters)) === String(filterQuery(initialFilters));
  const list = useRunList(filters, RUNS_PER_PAGE, isAsRendered ? initial : undefined);
  const runs = list.data?.pages.flatMap((page) => page.runs) ?? [];
  const seenTypes = runs.flatMap((run) => run.contentType ?? []);
  // The list is read anew by the browser; the server need not render the page again.
  const change = (next: RunFilters) => {
    const query = filterQuery(next);
    window.history.replaceState(null, '', query.size > 0 ? `${pathname}?${query}` : pathname);
  };

  return (
    <div className="space-y-4">
      <RunFilterBar filters={filters} seenTypes={seenTypes} onChange={change} />
      {list.isError && <ListProblem error={list.error} retry={() => void list.refetch()} />}
      <div className="overflow-hidden rounded-lg border border-line bg-surface" aria-busy={list.isPlaceholderData}>
        {list.isPending ? <RowsSkeleton /> : runs.length > 0 ? <RunRows runs={runs} label="Runs" /> : <NoRuns filters={filters} />}
      </div>
      <div className="flex items-center justify-between gap-3 text-ink-muted text-sm">
        <p aria-live="polite" className="tabular-nums">
          {count(runs.length, 'run')} shown
        </p>
        {list.hasNextPage && (
          <Button size="md" onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {list.isFetchingNextPage ? 'Loading…' : 'Load more'}
          </Button>
        )}
      </div>
    </div>
  );
}

function ListProblem({ error, retry }: { error: Error; retry: () => void }) {
  const { title, detail, advice } = problemOf(error);
  return (
    <Notice tone="bad" title={title} actions={<Button onClick={retry}>Try again</Button>}>
      {detail} {advice}
    </Notice>
  );
}

function NoRuns({ filters }: { filters: RunFilters }) {
  const isFiltered = filterQuery(filters).size > 0;
  return (
    <p className="px-4 py-10 text-center text-ink-muted text-sm">
      {isFiltered ? 'No run fits these filters. Clear them to see all.' : 'No runs yet. Submit an address or a sample on the first page.'}
    </p>
  );
}
