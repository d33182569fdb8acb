const HOUR_MS = 3_600_000;

/** Counts what each key did in the last hour, in memory. */
export class SlidingWindow {
  private readonly times = new Map<string, number[]>();

  constructor(private readonly now: () => number = Date.now) {}

  /** take counts one more for the key, unless there are `most` already: then it returns how many seconds to wait, else null. */
  take(key: string, most: number): number | null {
    const now = this.now();
    const recent = (this.times.get(key) ?? []).filter((at) => at > now - HOUR_MS);
    if (recent.length >= most) {
      this.times.set(key, recent);
      return Math.ceil((recent[recent.length - most]! + HOUR_MS - now) / 1000);
    }
    this.times.set(key, [...recent, now]);
    return null;
  }
}
