'use client';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import type { SubmitRunRequest } from '@/lib/core/runs/requests';
import { type ProblemView, problemOf } from '../data/api';
import { useSubmit } from '../data/runs';

/**
 * useSubmitAndOpen submits a URL and goes to its run. Where a fresh run is there already it says so, and offers to start anew. A problem goes to
 * `onProblem`, or else to a toast. It awaits the promise instead of using the mutation's callbacks, which are dropped when the asking component has gone
 * (a closed palette, the toast's button).
 */
export function useSubmitAndOpen(onProblem: (problem: ProblemView) => void = toastProblem) {
  const router = useRouter();
  const { mutateAsync, isPending } = useSubmit();

  async function submit(request: SubmitRunRequest): Promise<void> {
    try {
      const { run, created } = await mutateAsync(request);
      router.push(`/runs/${run.id}`);
      if (created) return;
      toast('This was analysed already', {
        description: 'Same address, same depth, same configuration: this is that run.',
        action: { label: 'Start anew', onClick: () => void submit({ ...request, force: true }) },
      });
    } catch (error) {
      onProblem(problemOf(error));
    }
  }

  return { submit, isPending };
}

/** toastProblem shows a problem that belongs to no field of the page. */
export function toastProblem(problem: ProblemView): void {
  toast.error(problem.title, { description: `${problem.detail} ${problem.advice}` });
}
