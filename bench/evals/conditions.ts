/**
 * `npm run eval -- conditions [--n 1000000] [--seed S]`: generated conditions and inputs against a second, naive evaluator, and against the
 * laws of three-valued logic. The seed is printed; the same seed gives the same cases.
 */
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

import type { Measure, MeasureContext } from '../run';
import { emptyTally, type Tally } from './conditions/check';
import type { ShardMessage } from './conditions/shard';

/** Two thousand cases take a tenth of a second; a process that is silent for this long, on however busy a machine, hangs. */
const HANG_MILLISECONDS = 30_000;

interface ShardResult {
  /** null = it hung and was ended. */
  tally: Tally | null;
  /** Cases done when it was last heard of. */
  done: number;
}

/** Runs one process to its end. */
function runShard(seed: number, count: number, onProgress: (done: number) => void): Promise<ShardResult> {
  const child = fork(fileURLToPath(new URL('./conditions/shard.ts', import.meta.url)), [String(seed), String(count)], {
    execArgv: ['--import', 'tsx'],
  });
  return new Promise((resolve, reject) => {
    let done = 0;
    let result: ShardResult | null = null;
    const hang = setTimeout(() => {
      result = { tally: null, done };
      child.kill('SIGKILL');
    }, HANG_MILLISECONDS);
    child.on('message', (message: ShardMessage) => {
      hang.refresh();
      if ('tally' in message) {
        result = { tally: message.tally, done: count };
        return;
      }
      done = message.done;
      onProgress(done);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(hang);
      if (result) resolve(result);
      else reject(new Error(`a process died (${signal ?? `exit code ${code}`}) after ${done} cases from seed ${seed}`));
    });
  });
}

function merge(tallies: Tally[]): Tally {
  const total = emptyTally();
  for (const tally of tallies) {
    for (const key of ['evaluated', 'fired', 'unknown', 'illTyped', 'garbage', 'garbageAccepted', 'extended', 'crashes'] as const) {
      total[key] += tally[key];
    }
    for (const [kind, count] of Object.entries(tally.violations)) total.violations[kind as keyof Tally['violations']] += count;
    total.examples.push(...tally.examples);
  }
  return total;
}

function numberOption({ options }: MeasureContext, name: string, fallback: number): number {
  const value = Number(options[name] ?? fallback);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} must be a whole number`);
  return value;
}

const measure: Measure = async (context) => {
  const n = numberOption(context, 'n', 1_000_000);
  const seed = numberOption(context, 'seed', Date.now() % 2 ** 31);
  const shards = Math.max(1, Math.min(cpus().length, 8));
  context.progress(`seed ${seed}, ${n} conditions on ${shards} processes`);
  const perShard = Math.ceil(n / shards);
  const doneOf = new Array<number>(shards).fill(0);
  let told = 0;
  const results = await Promise.all(
    doneOf.map((_, index) =>
      runShard(seed + index * perShard, Math.min(perShard, n - index * perShard), (done) => {
        doneOf[index] = done;
        const total = doneOf.reduce((sum, one) => sum + one, 0);
        if (total - told < n / 20) return;
        told = total;
        context.progress(`${total} of ${n}`);
      }),
    ),
  );
  const hung = results.filter(({ tally }) => tally === null);
  for (const [index, { done, tally }] of results.entries()) {
    if (tally === null) context.progress(`hang: a case with a seed from ${seed + index * perShard + done} on`);
  }
  const total = merge(results.flatMap(({ tally }) => (tally === null ? [] : [tally])));
  for (const example of total.examples) context.progress(JSON.stringify(example));
  return {
    n: total.evaluated,
    metrics: {
      violations: Object.values(total.violations).reduce((sum, count) => sum + count, 0),
      fired_share: total.fired / total.evaluated,
      unknown_share: total.unknown / total.evaluated,
      fired_on_unknown: total.violations.fired_on_unknown,
      violations_by_kind: total.violations,
      extended_checks: total.extended,
      ill_typed: total.illTyped,
      garbage: total.garbage,
      garbage_accepted: total.garbageAccepted,
      crashes: total.crashes,
      hangs: hung.length,
    },
    settings: { n, seed, processes: shards },
  };
};

export default measure;
