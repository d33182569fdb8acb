'use client';
import { Ban, Download, Layers, RotateCcw, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { isFinal } from '@/lib/core/runs/states';
import type { RunDetailView } from '@/lib/core/runs/views';
import { problemOf } from '../data/api';
import { type RunAction, useFeedback, useRunAction } from '../data/runs';
import { toastProblem } from '../submit/use-submit-and-open';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '../ui/dropdown-menu';
import { downloadsOf } from './downloads';

/** useActOn does something with a run and goes to the run that comes of it. */
export function useActOn(run: RunDetailView) {
  const router = useRouter();
  const { mutateAsync, isPending } = useRunAction(run.id);
  async function act(action: RunAction): Promise<void> {
    try {
      const result = await mutateAsync(action);
      if (result.id !== run.id) router.push(`/runs/${result.id}`);
      if (action === 'cancel') toast('Cancelled', { action: { label: 'Start over', onClick: () => void act('retry') } });
    } catch (error) {
      toastProblem(problemOf(error));
    }
  }
  return { act, isPending };
}

/** What can be done with a run in its state. */
export function RunActions({ run }: { run: RunDetailView }) {
  const { act, isPending } = useActOn(run);
  const ended = isFinal(run.state);
  // Nobody chooses which audits count, and a try counts for nothing.
  const isAudit = run.kind === 'audit';
  const isTryout = run.kind === 'tryout';
  return (
    <div className="flex flex-wrap items-center gap-2">
      {!ended && !isAudit && (
        <Button variant="danger" disabled={isPending} onClick={() => void act('cancel')}>
          <Ban aria-hidden />
          Cancel
        </Button>
      )}
      {(run.state === 'failed' || run.state === 'cancelled') && !isAudit && !isTryout && (
        <Button variant="primary" disabled={isPending} onClick={() => void act('retry')}>
          <RotateCcw aria-hidden />
          Retry
        </Button>
      )}
      {canBecomeFull(run) && (
        <Button variant="primary" disabled={isPending} onClick={() => void act('full')}>
          <Layers aria-hidden />
          Run the full analysis
        </Button>
      )}
      {run.processingType !== null && !isAudit && !isTryout && <Feedback run={run} />}
      <Downloads run={run} />
    </div>
  );
}

function canBecomeFull(run: RunDetailView): boolean {
  return run.kind !== 'tryout' && (run.processingType === 'lightweight' || run.processingType === 'early_exit');
}

function Feedback({ run }: { run: RunDetailView }) {
  const { mutate } = useFeedback(run.id);
  const choices = [
    { verdict: 'up', label: 'The decision was right', icon: ThumbsUp, chosen: 'text-good' },
    { verdict: 'down', label: 'The decision was wrong', icon: ThumbsDown, chosen: 'text-bad' },
  ] as const;
  return (
    <fieldset className="flex rounded-md border border-line bg-surface">
      <legend className="sr-only">Your verdict</legend>
      {choices.map(({ verdict, label, icon: Icon, chosen }) => {
        const isChosen = run.feedback === verdict;
        return (
          <Button
            key={verdict}
            variant="ghost"
            aria-label={label}
            title={label}
            aria-pressed={isChosen}
            onClick={() => mutate(verdict, { onError: (error) => toastProblem(problemOf(error)) })}
            className={cn(isChosen && chosen)}
          >
            <Icon aria-hidden className={cn(isChosen && 'fill-current')} />
          </Button>
        );
      })}
    </fieldset>
  );
}

function Downloads({ run }: { run: RunDetailView }) {
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden />
          Download
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {downloadsOf(run).map(({ href, label }) => (
          <DropdownMenuItem key={href} asChild>
            <a href={href} download={`winnow-${run.id.slice(-8)}`}>
              {label}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
