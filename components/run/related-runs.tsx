import Link from 'next/link';
import type { RunKind } from '@/lib/core/runs/states';
import type { RunDetailView } from '@/lib/core/runs/views';
import { TimeAgo } from '../ui/time-ago';
import { KIND_LABELS, STATE_LABELS } from '../words';

const PARENT_WORDS: Record<RunKind, string> = { primary: 'Follows', upgrade: 'Upgrade of', audit: 'Audit of', tryout: 'Follows' };

/** Earlier and later runs of the same item, and the list that it is an entry of. */
export function RelatedRuns({ run }: { run: RunDetailView }) {
  if (!run.parentRunId && run.children.length === 0) return null;
  return (
    <ul aria-label="Related runs" className="flex flex-wrap gap-x-5 gap-y-1 text-ink-muted text-sm">
      {run.parentRunId && (
        <li>
          {run.isEntry ? 'Entry of' : PARENT_WORDS[run.kind]}{' '}
          <RunLink id={run.parentRunId}>{run.isEntry ? 'a list' : 'an earlier run'}</RunLink>
        </li>
      )}
      {run.children.map((child) => (
        <li key={child.id}>
          {child.kind === 'primary' ? 'Tried again' : KIND_LABELS[child.kind]}:{' '}
          <RunLink id={child.id}>{STATE_LABELS[child.state].label.toLowerCase()}</RunLink>, <TimeAgo at={child.createdAt} />
        </li>
      ))}
    </ul>
  );
}

function RunLink({ id, children }: { id: string; children: string }) {
  return (
    <Link href={`/runs/${id}`} prefetch={false} className="text-accent underline underline-offset-2">
      {children}
    </Link>
  );
}
