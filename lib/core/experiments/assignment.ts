import type { NewExperimentRequest } from './requests';

/** assignedArm is the arm of an item whose lot, uniform on [0, 1), was drawn from the experiment's salt and its canonical URL: the same item, the same arm. */
export function assignedArm<A extends Pick<NewExperimentRequest['arms'][number], 'share'>>(arms: readonly A[], lot: number): A {
  let upTo = 0;
  for (const arm of arms) {
    upTo += arm.share;
    if (lot < upTo) return arm;
  }
  // The shares may sum to a little under 1.
  return arms.at(-1)!;
}
