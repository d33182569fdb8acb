import Link from 'next/link';
import type { ChangedRuns } from '@/lib/core/tuning/views';
import { count } from '../format';
import { Panel } from '../ui/panel';
import { humanise } from '../words';
import { changedRunWords } from './words';

/** The runs whose fate would be another one; each opens. */
export function ChangedRunsPanel({ changed }: { changed: ChangedRuns }) {
  return (
    <Panel
      title="Runs whose fate would change"
      aside={<span className="text-ink-faint text-xs tabular-nums">{count(changed.count, 'run')}</span>}
    >
      {changed.runs.length === 0 ? (
        <p className="p-4 text-ink-muted text-sm">None of the recorded runs would end in another way.</p>
      ) : (
        <ul aria-label="Runs whose fate would change" className="divide-y divide-line">
          {changed.runs.map((run) => (
            <li key={run.runId} className="relative space-y-0.5 px-4 py-2.5 hover:bg-sunken">
              <Link href={`/runs/${run.runId}`} prefetch={false} className="line-clamp-1 font-medium text-sm after:absolute after:inset-0">
                <bdi>{run.title ?? 'Untitled'}</bdi>
              </Link>
              <p className="text-ink-muted text-xs leading-5">
                {changedRunWords(run)}
                {run.contentType && `, ${humanise(run.contentType)}`}
              </p>
            </li>
          ))}
          {changed.count > changed.runs.length && (
            <li className="px-4 py-2.5 text-ink-faint text-xs">and {count(changed.count - changed.runs.length, 'older run')}</li>
          )}
        </ul>
      )}
    </Panel>
  );
}
