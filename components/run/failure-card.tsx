'use client';
import { RotateCcw } from 'lucide-react';
import type { RunDetailView } from '@/lib/core/runs/views';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { keptOf } from './kept';
import { useActOn } from './run-actions';

/** A run that could not finish: what happened, what was kept, whether trying again helps, what to do. */
export function FailureCard({ run }: { run: RunDetailView }) {
  const { act, isPending } = useActOn(run);
  if (run.state !== 'failed' || !run.error) return null;
  const { message, advice, retry, fault, code } = run.error;
  const rows = [
    ['What happened', message],
    ['What was kept', keptOf(run)],
    ['Does a retry help', retry === 'later' ? 'Later, it can.' : 'No, it ends the same way while nothing changes.'],
    ['What to do', advice],
    ['Where the fault lies', `${fault === 'winnow' ? 'With this Winnow' : 'With the source'} (${code}).`],
  ] as const;
  return (
    <Notice
      tone="bad"
      title="The run could not finish"
      actions={
        retry === 'later' &&
        run.kind !== 'audit' &&
        run.kind !== 'tryout' && (
          <Button disabled={isPending} onClick={() => void act('retry')}>
            <RotateCcw aria-hidden />
            Retry now
          </Button>
        )
      }
    >
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
        {rows.map(([name, text]) => (
          <div key={name} className="sm:contents">
            <dt>{name}</dt>
            <dd dir="auto" className="max-w-prose text-ink max-sm:mb-1">
              {text}
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}
