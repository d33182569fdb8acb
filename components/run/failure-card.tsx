'use client';
import { RotateCcw } from 'lucide-react';
import type { RunDetailView } from '@/lib/core/runs/views';
import { count } from '../format';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
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

/** keptOf says what of the work is still there, which a retry takes up. Pure. */
export function keptOf(run: Pick<RunDetailView, 'hasMedia' | 'transcriptInfo' | 'quickResult' | 'analysis'>): string {
  const kept = [
    run.hasMedia && 'the media',
    run.transcriptInfo && `a transcript of ${count(run.transcriptInfo.wordCount, 'word')}`,
    run.quickResult && 'the quick result',
    run.analysis && 'the analysis',
  ].filter((part) => typeof part === 'string');
  if (kept.length === 0) return 'Nothing had been fetched yet, so nothing was kept.';
  return `Kept: ${kept.join(', ')}. A retry goes on from there.`;
}
