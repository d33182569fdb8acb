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

/** Of one hour, source, config version and content type, by what is kept apart within. */
interface Group {
  place: Place;
  cells: Map<string, CellDelta>;
  reasons: Map<string, ReasonDelta>;
  hist: Map<number, HistDelta>;
}

/** deltasOf sums records. */
export function deltasOf(entries: readonly TimedEntry[]): Deltas {
  const groups = new Map<string, Group>();
  for (const entry of entries) addToGroup(groupOf(groups, entry), entry);
  const all = [...groups.values()];
  return {
    cells: all.flatMap(({ cells }) => [...cells.values()]),
    reasons: all.flatMap(({ reasons }) => [...reasons.values()]),
    hist: all.flatMap(({ hist }) => [...hist.values()]),
  };
}

function groupOf(groups: Map<string, Group>, { occurredAt, source, configVersion, contentType }: TimedEntry): Group {
  const hour = hourOf(occurredAt);
  const key = `${hour}\0${source}\0${configVersion ?? UNNAMED}\0${contentType ?? UNNAMED}`;
  let group = groups.get(key);
  if (!group) {
    const place = { hour, source, configVersion: configVersion ?? UNNAMED, contentType: contentType ?? UNNAMED };
    group = { place, cells: new Map(), reasons: new Map(), hist: new Map() };
    groups.set(key, group);
  }
  return group;
}

function addToGroup({ place, cells, reasons, hist }: Group, entry: TimedEntry): void {
  const { outcome, exitReason, spentMs } = entry;
  const exitCheckpoint = outcome === 'early_exit' ? (entry.exitCheckpoint ?? '') : '';
  const cellKey = `${outcome}\0${exitCheckpoint}`;
  let cell = cells.get(cellKey);
  if (!cell) {
    cell = { ...place, outcome, exitCheckpoint, totals: emptyTotals() };
    cells.set(cellKey, cell);
  }
  addEntry(cell.totals, entry);

  if (exitCheckpoint !== '' && exitReason !== null) {
    const reasonKey = `${exitCheckpoint}\0${exitReason}`;
    const counted = reasons.get(reasonKey);
    if (counted) counted.count += 1;
    else reasons.set(reasonKey, { ...place, exitCheckpoint, reason: exitReason, count: 1 });
  }
  if (spentMs !== null && isFinished(outcome)) {
    const bin = binOf(spentMs);
    const counted = hist.get(bin);
    if (counted) counted.count += 1;
    else hist.set(bin, { ...place, bin, count: 1 });
  }
}
