'use client';
import { CircleAlert, CircleCheckBig, CirclePause, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import type { FeedItemView, FeedState, FeedView } from '@/lib/core/feeds/views';
import { problemOf } from '../data/api';
import { type FeedAct, useFeedAct, useFeedItems } from '../data/feeds';
import { targetName } from '../deliveries/words';
import { count } from '../format';
import { toastProblem } from '../submit/use-submit-and-open';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';
import { TimeAgo } from '../ui/time-ago';

const STATES: Record<FeedState, { label: string; icon: LucideIcon; tone: Tone }> = {
  active: { label: 'Active', icon: CircleCheckBig, tone: 'good' },
  paused: { label: 'Paused', icon: CirclePause, tone: 'neutral' },
  failing: { label: 'Failing', icon: CircleAlert, tone: 'bad' },
};
const DONE: Record<FeedAct, string> = {
  pause: 'It is paused',
  resume: 'It is watched on',
  check: 'It is looked at now',
  remove: 'It is watched no longer',
};

export function FeedRow({ feed }: { feed: FeedView }) {
  const { id, url, title, target, state, error, failures, checkedAt, nextCheckAt, waiting, taken, takenInDay, dailyBudget } = feed;
  const { label, icon, tone } = STATES[state];
  const name = title ?? url;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 space-y-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
          <Badge tone={tone} icon={icon}>
            {label}
          </Badge>
          <span className="break-all font-medium text-sm">{name}</span>
          {target && <span className="text-ink-muted">to {targetName(target)}</span>}
        </div>
        {title && <p className="break-all text-ink-faint text-xs">{url}</p>}
        <p className="text-ink-muted text-xs">
          {count(taken, 'run')}, {takenInDay} of {dailyBudget} in the last day{waiting > 0 && `, ${waiting} waiting`}.{' '}
          {checkedAt ? (
            <>
              Looked at <TimeAgo at={checkedAt} />
            </>
          ) : (
            'Not looked at yet'
          )}
          {state !== 'paused' && (
            <>
              , next <TimeAgo at={nextCheckAt} />
            </>
          )}
          .
        </p>
        {error && (
          <p className="text-bad text-xs leading-5">
            {error.title}: {error.message} {error.advice} {failures > 1 && `${failures} failed looks in a row.`}
          </p>
        )}
        <Items feed={feed} />
      </div>
      <Acts id={id} state={state} name={name} />
    </li>
  );
}

function Acts({ id, state, name }: { id: string; state: FeedState; name: string }) {
  const { mutateAsync, isPending } = useFeedAct(id);
  async function act(what: FeedAct): Promise<void> {
    try {
      await mutateAsync(what);
      toast(DONE[what]);
    } catch (error) {
      toastProblem(problemOf(error));
    }
  }
  const acts: [FeedAct, string][] =
    state === 'paused'
      ? [
          ['resume', 'Resume'],
          ['remove', 'Remove'],
        ]
      : [
          ['check', 'Look now'],
          ['pause', 'Pause'],
          ['remove', 'Remove'],
        ];
  return (
    <div className="flex flex-wrap gap-2">
      {acts.map(([what, label]) => (
        <Button key={what} disabled={isPending} onClick={() => void act(what)} aria-label={`${label}: ${name}`}>
          {label}
        </Button>
      ))}
    </div>
  );
}

/** What it has shown, read when it is opened. */
function Items({ feed: { id, taken, waiting, skipped } }: { feed: FeedView }) {
  const [open, setOpen] = useState(false);
  const { data } = useFeedItems(id, open);
  const total = taken + waiting + skipped;
  if (total === 0) return null;
  return (
    <details className="text-xs" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="cursor-pointer text-ink-faint">{count(total, 'item')}</summary>
      <ol className="mt-1 space-y-1 text-ink-muted">
        {(data?.items ?? []).map((item) => (
          <li key={item.url}>
            <ItemLine item={item} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function ItemLine({ item: { url, title, state, note, runId } }: { item: FeedItemView }) {
  const name = title ?? url;
  if (runId) {
    return (
      <Link href={`/runs/${runId}`} className="underline underline-offset-2">
        {name}
      </Link>
    );
  }
  return (
    <>
      {name}: {state === 'waiting' ? 'waits for its turn' : `left alone, since ${note}`}
    </>
  );
}
