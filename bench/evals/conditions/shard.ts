/** A process that checks its share of the cases: `shard.ts SEED COUNT`. It tells how far it is, so that a hang shows from outside. */
import { checkOne, emptyTally, type Tally } from './check';
import { Random } from './random';

export type ShardMessage = { done: number } | { tally: Tally };

const CASES_PER_MESSAGE = 2_000;

const [seed, count] = process.argv.slice(2).map(Number);
if (seed === undefined || count === undefined || !process.send) throw new Error('shard.ts is started by the eval');
const tell = (message: ShardMessage) => process.send?.(message);
const tally = emptyTally();
for (let index = 0; index < count; index++) {
  if (index % CASES_PER_MESSAGE === 0) tell({ done: index });
  // Each case has a seed of its own: one that fails can be run again alone.
  checkOne(tally, new Random(seed + index));
}
tell({ tally });
process.disconnect();
