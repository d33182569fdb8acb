/**
 * The life of an experiment. One runs at a time.
 *
 *   state    │ stop    │ apply
 *   ─────────┼─────────┼──────────────────────────────
 *   running  │ stopped │ applied (it is stopped first)
 *   stopped  │ –       │ applied
 *   applied  │ –       │ –
 */
export const EXPERIMENT_STATES = ['running', 'stopped', 'applied'] as const;
export type ExperimentState = (typeof EXPERIMENT_STATES)[number];

export const EXPERIMENT_EVENTS = ['stop', 'apply'] as const;
export type ExperimentEvent = (typeof EXPERIMENT_EVENTS)[number];

const TRANSITIONS: Record<ExperimentState, Partial<Record<ExperimentEvent, ExperimentState>>> = {
  running: { stop: 'stopped', apply: 'applied' },
  stopped: { apply: 'applied' },
  applied: {},
};

/** afterEvent returns the next state; null where the event is not possible in this one. */
export function afterEvent(state: ExperimentState, event: ExperimentEvent): ExperimentState | null {
  return TRANSITIONS[state][event] ?? null;
}
