'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { memo, useCallback, useMemo } from 'react';
import type { PerformanceView } from '@/lib/core/metrics/views';
import type { RunPageView } from '@/lib/core/runs/views';
import { usePerformance } from '../data/performance';
import { cn } from '../ui/cn';
import { Advice } from './advice';
import { cardsOf } from './cards';
import { CheckpointsPanel } from './checkpoints-panel';
import { ContentTypesPanel } from './content-types-panel';
import { DashboardFilterBar } from './dashboard-filters';
import { addressQuery, type DashboardFilters, filtersOf, isNarrowed, lengthWords, windowWords } from './filters';
import { LiveStatus } from './live-status';
import { MetricCard } from './metric-card';
import { NothingYet, NotRecording, RefreshProblem } from './notices';
import { ProcessingPanel } from './processing-panel';
import { QualityPanel } from './quality-panel';
import { RecentPanel } from './recent-panel';
import { ResetButton } from './reset-button';
import { SuccessCard } from './success-card';

interface DashboardProps {
  /** What the server rendered, and the filters it was read under. */
  initial: PerformanceView;
  initialRuns: RunPageView;
  initialFilters: DashboardFilters;
}

/** The morning's question: is Winnow saving what it should, and is what it delivers still good? As the page's address says, and live. */
export function Dashboard({ initial, initialRuns, initialFilters }: DashboardProps) {
  const pathname = usePathname();
  const params = useSearchParams();
  const filters = useMemo(() => filtersOf(params), [params]);
  const isAsRendered = String(addressQuery(filters)) === String(addressQuery(initialFilters));
  const reading = usePerformance(filters, isAsRendered ? initial : undefined);
  const view = reading.data?.body;
  // A step of the history each, so that Back undoes it; the figures are read anew by the browser, not the server.
  const change = useCallback(
    (next: DashboardFilters) => {
      const query = addressQuery(next);
      window.history.pushState(null, '', query.size > 0 ? `${pathname}?${query}` : pathname);
    },
    [pathname],
  );
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h1 className="font-semibold text-2xl tracking-tight">Dashboard</h1>
          {view && <LiveStatus updatedAtMs={reading.dataUpdatedAt} isFailing={reading.isError} />}
        </div>
        {view && <ResetButton epoch={view.epoch} />}
      </div>
      <DashboardFilterBar
        filters={filters}
        seenTypes={view?.contentTypeBreakdown.map(({ contentType }) => contentType) ?? []}
        seenVersions={view?.configVersions ?? []}
        onChange={change}
      />
      {reading.isError && <RefreshProblem error={reading.error} hasFigures={view !== undefined} retry={() => void reading.refetch()} />}
      {view && !view.recording && <NotRecording />}
      {view && (
        <div aria-busy={reading.isPlaceholderData} className={cn('transition-opacity', reading.isPlaceholderData && 'opacity-60')}>
          <Figures view={view} filters={filters} onChange={change} />
        </div>
      )}
      <RecentPanel
        contentType={filters.contentType}
        initial={filters.contentType === initialFilters.contentType ? initialRuns : undefined}
      />
    </div>
  );
}

interface FiguresProps {
  view: PerformanceView;
  filters: DashboardFilters;
  onChange: (filters: DashboardFilters) => void;
}

/** A reading that changed nothing draws nothing anew. */
const Figures = memo(function Figures({ view, filters, onChange }: FiguresProps) {
  const { overallMetrics } = view;
  const period = windowWords(filters.hours);
  if (overallMetrics.totalProcessed + overallMetrics.failed === 0) {
    const isEverything = filters.hours === null && !isNarrowed(filters);
    return <NothingYet period={period} isRecording={view.recording} showAll={isEverything ? null : () => onChange({ hours: null })} />;
  }
  const cards = cardsOf(view);
  const before = filters.hours === null ? null : `the ${lengthWords(filters.hours)} before`;
  return (
    <div className="space-y-5">
      <section aria-labelledby="figures" className="space-y-4">
        <h2 id="figures" className="sr-only">
          Figures of {period}
        </h2>
        <ul className="grid grid-cols-1 gap-4 sm:auto-rows-fr sm:grid-cols-2 lg:grid-cols-4">
          {cards.map((card) => (
            <MetricCard key={card.key} card={card} before={before} />
          ))}
        </ul>
        <SuccessCard view={view} />
      </section>
      <Advice cards={cards} />
      <QualityPanel trends={view.qualityTrends} hours={filters.hours} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <ProcessingPanel metrics={overallMetrics} cache={view.llmCache} period={period} />
        <ContentTypesPanel types={view.contentTypeBreakdown} period={period} />
      </div>
      <CheckpointsPanel view={view} period={period} />
    </div>
  );
});
