import { newId } from '@/lib/base/ids';
import { OUTCOMES } from '@/lib/core/metrics/totals';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import type { NewRecord } from '@/lib/data/performance-rows';

/** Where the clock of these tests stands still. */
export const NOW = new Date('2026-11-23T01:40:00Z');
const HOUR = 3_600_000;

export type Random = () => number;
/** The multiplicative generator of Park & Miller: the same records for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
export const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
const maybe = <T>(random: Random, value: () => T): T | null => (random() < 0.7 ? value() : null);

/** Some hours old mostly, some of them weeks: late records. */
function occurred(random: Random): Date {
  const hours = pick(random, [2, 30, 800, 11_000]);
  return new Date(NOW.getTime() - Math.floor(random() * hours * HOUR));
}

export function record(random: Random, given: Partial<NewRecord> = {}): NewRecord {
  const source = pick(random, ['run', 'posted'] as const);
  return {
    id: newId(),
    runId: null,
    cpuMs: null,
    idempotencyKey: random() < 0.2 ? `key-${Math.floor(random() * 20)}` : null,
    outcome: pick(random, OUTCOMES),
    source,
    contentType: maybe(random, () => pick(random, ['news', 'music', '<b>talk</b>'])),
    configVersion: maybe(random, () => pick(random, ['1', '2'])),
    qualityScore: maybe(random, random),
    coherenceScore: maybe(random, random),
    completenessScore: maybe(random, random),
    informativenessScore: maybe(random, random),
    exitCheckpoint: maybe(random, () => pick(random, [...CHECKPOINTS, 'elsewhere'])),
    exitReason: maybe(random, () => `reason ${Math.floor(random() * 9)}`),
    exitConfidence: maybe(random, random),
    reached: source === 'run' ? Math.floor(random() * 32) : null,
    spentMs: maybe(random, () => Math.floor(random() * 90_000)),
    expectedFullMs: maybe(random, () => Math.floor(random() * 200_000)),
    timeSavedPct: maybe(random, () => 1 - random() * 3),
    occurredAt: occurred(random),
    ...given,
  };
}

/** Some batches have keys in them, and some have none. */
export function batch(random: Random): NewRecord[] {
  const given = random() < 0.5 ? { idempotencyKey: null } : {};
  return Array.from({ length: 1 + Math.floor(random() * 40) }, () => record(random, given));
}
