/**
 * The life of a run.
 *
 *   queued → acquiring → hearing → assessing → analyzing → remembering → finished
 *
 * `acquiring` may skip to `assessing` (text that is already there) or to `remembering` (an early exit); `hearing` and `assessing` may
 * skip to `remembering` (early exit, quality bypass, light routing). `failed` and `cancelled` are reached from any state that is not final.
 * A finished run is never reopened.
 */
export const RUN_STATES = [
  'queued',
  'acquiring',
  'hearing',
  'assessing',
  'analyzing',
  'remembering',
  'finished',
  'failed',
  'cancelled',
] as const;
export type RunState = (typeof RUN_STATES)[number];

export const STAGES = ['acquire', 'hear', 'assess', 'analyze', 'remember'] as const;
export type Stage = (typeof STAGES)[number];

export const STATE_OF_STAGE = {
  acquire: 'acquiring',
  hear: 'hearing',
  assess: 'assessing',
  analyze: 'analyzing',
  remember: 'remembering',
} as const satisfies Record<Stage, RunState>;

export const RUN_TRANSITIONS: Record<RunState, readonly RunState[]> = {
  queued: ['acquiring', 'failed', 'cancelled'],
  acquiring: ['hearing', 'assessing', 'remembering', 'finished', 'failed', 'cancelled'],
  hearing: ['assessing', 'remembering', 'failed', 'cancelled'],
  assessing: ['analyzing', 'remembering', 'failed', 'cancelled'],
  analyzing: ['remembering', 'finished', 'failed', 'cancelled'],
  remembering: ['finished', 'failed', 'cancelled'],
  finished: [],
  failed: [],
  cancelled: [],
};

export function canMove(from: RunState, to: RunState): boolean {
  return RUN_TRANSITIONS[from].includes(to);
}

export function isFinal(state: RunState): boolean {
  return RUN_TRANSITIONS[state].length === 0;
}

export const PROCESSING_TYPES = ['full', 'lightweight', 'early_exit'] as const;
export type ProcessingType = (typeof PROCESSING_TYPES)[number];

export const DEPTHS = ['auto', 'quick', 'full'] as const;
export type Depth = (typeof DEPTHS)[number];

export const PRIORITIES = ['high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const RUN_KINDS = ['primary', 'upgrade', 'audit', 'tryout'] as const;
export type RunKind = (typeof RUN_KINDS)[number];
