import type { RunSummaryView } from '@/lib/core/runs/views';

/** titleOf names a run: the item's title once it is known, its address until then. */
export function titleOf(run: Pick<RunSummaryView, 'title' | 'url'>): string {
  return run.title?.trim() || run.url.replace(/^https?:\/\/(www\.)?/, '');
}
