'use client';
import Link from 'next/link';
import type { RunPageView } from '@/lib/core/runs/views';
import { problemOf } from '../data/api';
import { useRunList } from '../data/runs';
import { filterQuery } from '../runs/filters';
import { RECENT_RUNS } from '../runs/page-sizes';
import { RowsSkeleton } from '../runs/rows-skeleton';
import { RunRows } from '../runs/run-rows';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';

interface RecentPanelProps {
  contentType: string | undefined;
  /** What the server rendered, of the same type. */
  initial: RunPageView | undefined;
}

/** The newest runs, whatever the window. */
export function RecentPanel({ contentType, initial }: RecentPanelProps) {
  const list = useRunList({ contentType }, RECENT_RUNS, initial);
  const runs = list.data?.pages[0]?.runs ?? [];
  const query = filterQuery({ contentType });
  const all = (
    <Link href={query.size > 0 ? `/runs?${query}` : '/runs'} className="rounded text-accent text-sm underline-offset-2 hover:underline">
      All runs
    </Link>
  );
  return (
    <Panel title="Recent runs" aside={all}>
      {list.isError && (
        <div className="p-4">
          <Notice tone="bad" title={problemOf(list.error).title}>
            What you see may be out of date. {problemOf(list.error).advice}
          </Notice>
        </div>
      )}
      {list.isPending ? (
        <RowsSkeleton rows={RECENT_RUNS} />
      ) : runs.length > 0 ? (
        <RunRows runs={runs} label="Recent runs" />
      ) : (
        <p className="px-4 py-6 text-center text-ink-muted text-sm">No runs yet.</p>
      )}
    </Panel>
  );
}
