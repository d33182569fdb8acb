import { database } from '@/lib/data/client';

export interface EndedRun {
  id: string;
  state: string;
  errorCode: string | null;
  errorMessage: string | null;
}

const LOOK_EVERY_MS = 20;
const SAY_EVERY_MS = 5_000;

/** waitForRuns resolves when all have ended, and says from time to time how many are left. Throws when none ends for `stallSeconds`. */
export async function waitForRuns(ids: string[], say: (left: number) => void = () => {}, stallSeconds = 120): Promise<EndedRun[]> {
  let saidAt = Date.now();
  let left = ids.length;
  let movedAt = Date.now();
  for (;;) {
    const open = await database().run.count({ where: { id: { in: ids }, finishedAt: null } });
    if (open === 0) break;
    if (open !== left) {
      left = open;
      movedAt = Date.now();
    }
    if (Date.now() - movedAt > stallSeconds * 1000) throw new Error(`${open} runs have not ended and none did for ${stallSeconds} s`);
    if (Date.now() - saidAt > SAY_EVERY_MS) {
      saidAt = Date.now();
      say(open);
    }
    await new Promise((done) => setTimeout(done, ids.length > 50 ? 10 * LOOK_EVERY_MS : LOOK_EVERY_MS));
  }
  return database().run.findMany({ where: { id: { in: ids } }, select: { id: true, state: true, errorCode: true, errorMessage: true } });
}
