import type { ProblemView } from '../data/api';

/** What went wrong with a form: which fields, or the reason and what to do. */
export function ProblemLine({ problem }: { problem: ProblemView | null }) {
  if (!problem) return null;
  const fields = problem.errors.map(({ field, message }) => `${field} ${message}`).join('; ');
  return (
    <p role="alert" className="text-bad text-sm">
      {problem.title}: {fields || `${problem.detail} ${problem.advice}`}
    </p>
  );
}
