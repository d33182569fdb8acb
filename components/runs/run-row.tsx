import Link from 'next/link';
import { isFinal } from '@/lib/core/runs/states';
import type { RunSummaryView } from '@/lib/core/runs/views';
import { clock, duration, percent } from '../format';
import { TimeAgo } from '../ui/time-ago';
import { humanise, KIND_LABELS } from '../words';
import { RunIcon, RunLabel } from './run-label';
import { titleOf } from './title';

/** One run in a list. The whole row is the link's target; `data-run-link` is what j and k step through. */
export function RunRow({ run }: { run: RunSummaryView }) {
  return (
    <li className="relative grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-4 py-3 transition-colors focus-within:bg-accent-soft/60 hover:bg-sunken">
      <span className="pt-0.5">
        <RunIcon run={run} />
      </span>
      <div className="min-w-0">
        <Link
          href={`/runs/${run.id}`}
          prefetch={false}
          data-run-link
          className="line-clamp-2 font-medium text-sm after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          <bdi>{titleOf(run)}</bdi>
        </Link>
        <p className="line-clamp-2 text-ink-muted text-xs leading-5">{explanationOf(run)}</p>
        <p className="flex flex-wrap gap-x-3 text-ink-faint text-xs tabular-nums leading-5">
          <span>{run.sourceHost}</span>
          {run.durationSeconds !== null && <span>{clock(run.durationSeconds)} long</span>}
          {run.contentType && <span>{humanise(run.contentType)}</span>}
          {run.kind !== 'primary' && <span>{KIND_LABELS[run.kind]}</span>}
        </p>
      </div>
      <div className="flex flex-col items-end gap-1 text-ink-faint text-xs tabular-nums">
        <RunLabel run={run} />
        <TimeAgo at={run.createdAt} />
        {isFinal(run.state) && run.spentSeconds !== null && (
          <span className="max-sm:hidden">
            {duration(run.spentSeconds)}
            {run.timeSavedPct !== null && `, ${percent(run.timeSavedPct)} saved`}
          </span>
        )}
      </div>
    </li>
  );
}

function explanationOf(run: RunSummaryView): string {
  if (run.error && run.state === 'failed') return `${run.error.title}. ${run.error.message}`;
  if (run.verdict) return run.verdict;
  return isFinal(run.state) ? '' : 'In progress';
}
