import type { ProblemView } from '../data/api';
import { cn } from './cn';

/** What went wrong with a form: which fields, or the reason and what to do. */
export function ProblemLine({ problem, id, className }: { problem: ProblemView | null; id?: string; className?: string }) {
  if (!problem) return null;
  const fields = problem.errors.map(({ field, message }) => `${field} ${message}`).join('; ');
  return (
    <p id={id} role="alert" className={cn('text-bad text-sm', className)}>
      {problem.title}: {fields || `${problem.detail} ${problem.advice}`}
    </p>
  );
}
