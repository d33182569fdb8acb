/** Holds the product's condition language against the naive evaluator and against what must hold of any three-valued logic. */
import { compileCondition } from '@/lib/core/conditions/compile';
import { type Evaluation, evaluate } from '@/lib/core/conditions/evaluate';
import { SIGNALS, type Signals } from '@/lib/core/signals/declared';
import { type Case, garbage, illTyped, randomValue, wellTyped } from './generate';
import { naiveResult } from './naive';
import type { Random } from './random';

export interface Tally {
  /** Well-typed conditions evaluated, and how they ended. */
  evaluated: number;
  fired: number;
  unknown: number;
  /** Ill-typed conditions, all of which must be refused. */
  illTyped: number;
  garbage: number;
  garbageAccepted: number;
  /** Results that were held against a condition's results with more signals known. */
  extended: number;
  crashes: number;
  violations: Record<Violation, number>;
  /** The first few of each kind, for whoever mends it. */
  examples: { violation: Violation | 'crash'; case: Case; detail: string }[];
}

/**
 * `difference`: another result than the naive evaluator's. `fired_on_unknown`: fired, though some values of what was unknown make it not
 * true. `unstable`: a known result changed when more became known. `refused`: sound, but not accepted. `accepted`: ill-typed, but accepted.
 * `bad_error`: refused without a message or with a position outside of the text.
 */
const VIOLATIONS = ['difference', 'fired_on_unknown', 'unstable', 'refused', 'accepted', 'bad_error'] as const;
type Violation = (typeof VIOLATIONS)[number];

const EXAMPLES_KEPT = 5;
const TYPES = Object.fromEntries(Object.entries(SIGNALS).map(([name, { type }]) => [name, type]));

export function emptyTally(): Tally {
  return {
    evaluated: 0,
    fired: 0,
    unknown: 0,
    illTyped: 0,
    garbage: 0,
    garbageAccepted: 0,
    extended: 0,
    crashes: 0,
    violations: Object.fromEntries(VIOLATIONS.map((kind) => [kind, 0])) as Tally['violations'],
    examples: [],
  };
}

function note(tally: Tally, violation: Violation | 'crash', subject: Case, detail: string): void {
  if (violation === 'crash') tally.crashes++;
  else tally.violations[violation]++;
  if (tally.examples.filter((one) => one.violation === violation).length < EXAMPLES_KEPT)
    tally.examples.push({ violation, case: subject, detail });
}

function compareWithNaive(tally: Tally, subject: Case, { result }: Evaluation): void {
  const expected = naiveResult(subject.text, subject.signals, TYPES);
  if (result !== expected) note(tally, 'difference', subject, `${result}, the naive evaluator says ${expected}`);
}

/** Whatever the unknown signals turn out to be, a known result must stand: above all, nothing that fired may not have. */
function extend(tally: Tally, random: Random, subject: Case, before: Evaluation, again: (signals: Signals) => Evaluation): void {
  const missing = subject.usable.filter((name) => (subject.signals[name] ?? null) === null);
  if (before.result === null || missing.length === 0) return;
  const signals = { ...subject.signals, ...Object.fromEntries(missing.map((name) => [name, randomValue(random, name)])) };
  tally.extended++;
  const after = again(signals);
  if (after.result === before.result) return;
  note(
    tally,
    before.result ? 'fired_on_unknown' : 'unstable',
    subject,
    `${before.result}, but ${after.result} with ${JSON.stringify(signals)}`,
  );
}

function checkWellTyped(tally: Tally, random: Random): void {
  const subject = wellTyped(random);
  const compiled = compileCondition(subject.text, subject.checkpoint);
  if (!compiled.ok) {
    note(tally, 'refused', subject, compiled.errors[0]?.message ?? 'no message');
    return;
  }
  const again = (signals: Signals) => evaluate(compiled.condition, signals);
  const evaluation = again(subject.signals);
  tally.evaluated++;
  if (evaluation.result === true) tally.fired++;
  if (evaluation.result === null) tally.unknown++;
  compareWithNaive(tally, subject, evaluation);
  extend(tally, random, subject, evaluation, again);
  const nothing = { ...subject, signals: {} };
  extend(tally, random, nothing, again({}), again);
}

function checkErrors(tally: Tally, subject: Case, errors: { message: string; position: number }[]): void {
  const sound =
    errors.length > 0 && errors.every(({ message, position }) => message !== '' && position >= 0 && position <= subject.text.length);
  if (!sound) note(tally, 'bad_error', subject, JSON.stringify(errors));
}

function checkIllTyped(tally: Tally, random: Random): void {
  const subject = illTyped(random);
  tally.illTyped++;
  const compiled = compileCondition(subject.text, subject.checkpoint);
  if (compiled.ok) note(tally, 'accepted', subject, compiled.condition.normalised);
  else checkErrors(tally, subject, compiled.errors);
}

/** Garbage that happens to be a condition is held against the naive evaluator like any other. */
function checkGarbage(tally: Tally, random: Random): void {
  const subject = garbage(random);
  tally.garbage++;
  const compiled = compileCondition(subject.text, subject.checkpoint);
  if (!compiled.ok) {
    checkErrors(tally, subject, compiled.errors);
    return;
  }
  tally.garbageAccepted++;
  compareWithNaive(tally, subject, evaluate(compiled.condition, subject.signals));
}

/** checkOne runs one well-typed case and, in their shares, ill-typed and garbage ones. What throws is counted, not thrown. */
export function checkOne(tally: Tally, random: Random): void {
  const checks = [checkWellTyped, ...(random.chance(0.1) ? [checkIllTyped] : []), ...(random.chance(0.1) ? [checkGarbage] : [])];
  for (const check of checks) {
    try {
      check(tally, random);
    } catch (error) {
      note(tally, 'crash', { text: check.name, checkpoint: 'post_download', usable: [], signals: {} }, String((error as Error).stack));
    }
  }
}
