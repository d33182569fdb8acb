'use client';
import { RotateCcw, Undo2 } from 'lucide-react';
import { AlertDialog } from 'radix-ui';
import { toast } from 'sonner';
import type { PerformanceView } from '@/lib/core/metrics/views';
import { problemOf } from '../data/api';
import { useReset } from '../data/performance';
import { toastProblem } from '../submit/use-submit-and-open';
import { Button } from '../ui/button';
import { TimeAgo } from '../ui/time-ago';

/** Starts the counting anew after asking, and takes that back for as long as it can be. */
export function ResetButton({ epoch }: { epoch: PerformanceView['epoch'] }) {
  const { mutateAsync, isPending } = useReset();
  async function act(step: 'reset' | 'undo'): Promise<void> {
    try {
      await mutateAsync(step);
      if (step === 'undo') toast('The reset was undone');
      else
        toast('Counting starts anew', { description: 'Nothing was deleted.', action: { label: 'Undo', onClick: () => void act('undo') } });
    } catch (error) {
      toastProblem(problemOf(error));
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {epoch.canUndo && (
        <>
          <span className="text-ink-muted text-xs">
            Counted since the reset <TimeAgo at={epoch.startedAt} />
          </span>
          <Button disabled={isPending} onClick={() => void act('undo')}>
            <Undo2 aria-hidden />
            Undo the reset
          </Button>
        </>
      )}
      <AlertDialog.Root>
        <AlertDialog.Trigger asChild>
          <Button disabled={isPending}>
            <RotateCcw aria-hidden />
            Reset
          </Button>
        </AlertDialog.Trigger>
        <AlertDialog.Portal>
          <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
          <AlertDialog.Content className="-translate-x-1/2 fixed top-[16vh] left-1/2 z-50 w-[min(28rem,calc(100vw-1.5rem))] space-y-3 rounded-lg border border-line bg-raised p-5 text-ink shadow-lift">
            <AlertDialog.Title className="font-semibold">Start counting anew?</AlertDialog.Title>
            <AlertDialog.Description className="text-ink-muted text-sm">
              The dashboard and the alerts begin again from nothing. Runs and records are kept, and the reset can be undone.
            </AlertDialog.Description>
            <div className="flex justify-end gap-2 pt-2">
              <AlertDialog.Cancel asChild>
                <Button>Keep counting</Button>
              </AlertDialog.Cancel>
              <AlertDialog.Action asChild>
                <Button variant="danger" onClick={() => void act('reset')}>
                  Start anew
                </Button>
              </AlertDialog.Action>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </div>
  );
}
