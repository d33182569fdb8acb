/** What a batch of records adds to the rollups: totals, reasons and processing times by hour and by what they can be filtered for. */
import { binOf } from './histogram';
import { addEntry, emptyTotals, isFinished, type Outcome, type PerformanceEntry, type Totals } from './totals';

/** Stands for a content type or config version that a record does not name. */
export const UNNAMED = 'unknown';
const HOUR_MS = 3_600_000;

/** hourOf counts whole hours since 1970-01-01T00Z. */
export const hourOf = (at: Date | number): number => Math.floor(Number(at) / HOUR_MS);
export const startOfHour = (hour: number): Date => new Date(hour * HOUR_MS);

export interface TimedEntry extends PerformanceEntry {
  occurredAt: Date;
}

interface Place {
  hour: number;
  source: PerformanceEntry['source'];
  configVersion: string;
  contentType: string;
}

export interface CellDelta extends Place {
  outcome: Outcome;
  /** '' where the run did not exit early. */
  exitCheckpoint: string;
  totals: Totals;
}

export interface ReasonDelta extends Place {
  exitCheckpoint: string;
  reason: string;
  count: number;
}

/** Of finished records whose processing time is known. */
export interface HistDelta extends Place {
  bin: number;
  count: number;
}

export interface Deltas {
  cells: CellDelta[];
  reasons: ReasonDelta[];
  hist: HistDelta[];
}

/** deltasOf sums records; the order of the result is that of the first record of each place. */
export function deltasOf(entries: readonly TimedEntry[]): Deltas {
  const cells = new Map<string, CellDelta>();
  const reasons = new Map<string, ReasonDelta>();
  const hist = new Map<string, HistDelta>();
  for (const entry of entries) {
    const place: Place = {
      hour: hourOf(entry.occurredAt),
      source: entry.source,
      configVersion: entry.configVersion ?? UNNAMED,
      contentType: entry.contentType ?? UNNAMED,
    };
    const placeKey = `${place.hour}\0${place.source}\0${place.configVersion}\0${place.contentType}`;
    const exitCheckpoint = entry.outcome === 'early_exit' ? (entry.exitCheckpoint ?? '') : '';

    const cellKey = `${placeKey}\0${entry.outcome}\0${exitCheckpoint}`;
    const cell = cells.get(cellKey) ?? { ...place, outcome: entry.outcome, exitCheckpoint, totals: emptyTotals() };
    addEntry(cell.totals, entry);
    cells.set(cellKey, cell);

    if (exitCheckpoint !== '' && entry.exitReason !== null) {
      const reasonKey = `${placeKey}\0${exitCheckpoint}\0${entry.exitReason}`;
      const counted = reasons.get(reasonKey);
      if (counted) counted.count += 1;
      else reasons.set(reasonKey, { ...place, exitCheckpoint, reason: entry.exitReason, count: 1 });
    }
    if (entry.spentMs !== null && isFinished(entry.outcome)) {
      const bin = binOf(entry.spentMs);
      const binKey = `${placeKey}\0${bin}`;
      const counted = hist.get(binKey);
      if (counted) counted.count += 1;
      else hist.set(binKey, { ...place, bin, count: 1 });
    }
  }
  return { cells: [...cells.values()], reasons: [...reasons.values()], hist: [...hist.values()] };
}
