'use client';
import Link from 'next/link';
import type { RunPageView } from '@/lib/core/runs/views';
import { problemOf } from '../data/api';
import { useRunList } from '../data/runs';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { RECENT_RUNS } from './page-sizes';
import { RunRows } from './run-rows';

const STEPS = [
  ['Give it an address.', 'A video, a podcast episode, an audio file or an article.'],
  ['Watch it decide.', 'It stops where there is nothing worth more effort, and says which rule stopped it and on which values.'],
  ['Read what it found.', 'Summary, claims and fallacies, each one click from the second where it was said.'],
] as const;

/** The newest runs, kept up to date. Before there are any: what will happen here. */
export function RecentRuns({ initial }: { initial: RunPageView }) {
  const list = useRunList({}, RECENT_RUNS, initial);
  const runs = list.data?.pages[0]?.runs ?? [];
  const more = runs.length > 0 && (
    <Link href="/runs" className="rounded text-accent text-sm underline-offset-2 hover:underline">
      All runs
    </Link>
  );
  return (
    <Panel title={runs.length > 0 ? 'Recent runs' : 'What happens here'} aside={more}>
      {list.isError && (
        <div className="p-4">
          <Notice tone="bad" title={problemOf(list.error).title}>
            What you see may be out of date. {problemOf(list.error).advice}
          </Notice>
        </div>
      )}
      {runs.length > 0 ? <RunRows runs={runs} label="Recent runs" /> : <FirstSteps />}
    </Panel>
  );
}

function FirstSteps() {
  return (
    <ol className="space-y-4 p-4 text-sm">
      {STEPS.map(([title, text], index) => (
        <li key={title} className="flex gap-3">
          <span
            aria-hidden
            className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-strong text-xs"
          >
            {index + 1}
          </span>
          <p>
            <strong className="font-medium">{title}</strong> <span className="text-ink-muted">{text}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
