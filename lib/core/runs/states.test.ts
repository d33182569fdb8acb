import { describe, expect, it } from 'vitest';
import { canMove, isFinal, RUN_STATES, RUN_TRANSITIONS, STAGES, STATE_OF_STAGE } from './states';

describe('the life of a run', () => {
  it('can fail and be cancelled from every state that is not final', () => {
    for (const state of RUN_STATES.filter((s) => !isFinal(s))) {
      expect(canMove(state, 'failed')).toBe(true);
      expect(canMove(state, 'cancelled')).toBe(true);
    }
  });

  it('ends: nothing leaves a final state', () => {
    expect(RUN_STATES.filter(isFinal)).toEqual(['finished', 'failed', 'cancelled']);
  });

  it('never goes back', () => {
    for (const [from, targets] of Object.entries(RUN_TRANSITIONS)) {
      for (const to of targets) expect(RUN_STATES.indexOf(to)).toBeGreaterThan(RUN_STATES.indexOf(from as 'queued'));
    }
  });

  it('every stage has its state, in the same order', () => {
    expect(STAGES.map((stage) => STATE_OF_STAGE[stage])).toEqual(RUN_STATES.slice(1, 6));
  });
});
