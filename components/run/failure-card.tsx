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
  const { title, message, advice, retry, fault, code } = run.error;
  return (
    <Notice
      tone="bad"
      title={title}
      actions={
        retry === 'later' && (
          <Button disabled={isPending} onClick={() => void act('retry')}>
            <RotateCcw aria-hidden />
            Retry now
          </Button>
        )
      }
    >
      <p dir="auto" className="text-ink">
        {message}
      </p>
      <p>{advice}</p>
      <p>{retry === 'later' ? 'Trying again later can help.' : 'Trying again will end the same way while nothing changes.'}</p>
      <p>{keptOf(run)}</p>
      <p className="text-xs">
        {fault === 'winnow' ? 'The fault lies with this Winnow.' : 'The fault lies with the source.'} Code: <code>{code}</code>
      </p>
    </Notice>
  );
}
