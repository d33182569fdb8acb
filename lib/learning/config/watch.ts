import { compareWatched, verdictOf, WATCH_BEFORE_DAYS, WATCH_HOURS, type WatchView } from '@/lib/core/config/watch';
import { lastActivation } from '@/lib/data/config-store';
import { readWatchSample } from '@/lib/data/config-watch';

const HOUR_MS = 3_600_000;

/** watchActive holds the active version against the one before. null: there was none before, or the twelve hours are over and nothing got worse. */
export async function watchActive(now = new Date()): Promise<WatchView | null> {
  const activation = await lastActivation();
  if (!activation || activation.previous === null) return null;
  const { number: version, previous, at } = activation;
  const until = new Date(at.getTime() + WATCH_HOURS * HOUR_MS);
  const over = now >= until;
  const [sample, before] = await Promise.all([
    readWatchSample(version, at, until),
    readWatchSample(previous, new Date(at.getTime() - WATCH_BEFORE_DAYS * 24 * HOUR_MS), at),
  ]);
  const measures = compareWatched(sample, before);
  const verdict = verdictOf(measures);
  if (over && verdict !== 'worse') return null;
  return { version, previous, activatedAt: at.toISOString(), until: until.toISOString(), over, verdict, measures };
}
