import type { PerformanceFilter } from '@/lib/core/metrics/views';

/** What the dashboard shows, as it stands in the page's address. */
export interface DashboardFilters extends PerformanceFilter {
  /** Length of the window; null: everything since the last reset. */
  hours: number | null;
}

const DEFAULT_HOURS = 24;
export const MAX_HOURS = 8_784;

/** The windows at hand; any other number of hours can be typed. */
export const WINDOWS = [
  { hours: 24, label: '24 h' },
  { hours: 7 * 24, label: '7 d' },
  { hours: 30 * 24, label: '30 d' },
  { hours: 90 * 24, label: '90 d' },
  { hours: null, label: 'All' },
] as const satisfies readonly { hours: number | null; label: string }[];

export const SOURCES = ['run', 'posted'] as const satisfies readonly PerformanceFilter['source'][];

const ALL = 'all';
const NAME_LENGTH = 200;

/** filtersOf reads them out of a page's address. What is not valid there is left out: an old link still opens the page. */
export function filtersOf(params: { get(name: string): string | null }): DashboardFilters {
  return {
    hours: params.get('hours') === ALL ? null : (hoursFrom(params.get('hours')) ?? DEFAULT_HOURS),
    contentType: nameFrom(params.get('content_type')),
    configVersion: nameFrom(params.get('config_version')),
    source: SOURCES.find((source) => source === params.get('source')),
  };
}

const nameFrom = (text: string | null) => text?.trim().slice(0, NAME_LENGTH) || undefined;

/** hoursFrom reads whole hours in 1..8784; undefined of anything else. */
export function hoursFrom(text: string | null): number | undefined {
  const value = /^\d{1,4}$/.test(text?.trim() ?? '') ? Number(text) : 0;
  return value >= 1 && value <= MAX_HOURS ? value : undefined;
}

/** addressQuery spells them for the page's own address; the usual window goes without saying. */
export function addressQuery(filters: DashboardFilters): URLSearchParams {
  const query = namesQuery(filters);
  if (filters.hours !== DEFAULT_HOURS) query.set('hours', filters.hours === null ? ALL : String(filters.hours));
  return query;
}

/** performanceQuery spells them the way the API wants them. */
export function performanceQuery(filters: DashboardFilters): URLSearchParams {
  const query = namesQuery(filters);
  if (filters.hours !== null) query.set('hours', String(filters.hours));
  return query;
}

function namesQuery({ contentType, configVersion, source }: PerformanceFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (contentType) query.set('content_type', contentType);
  if (configVersion) query.set('config_version', configVersion);
  if (source) query.set('source', source);
  return query;
}

export const isNarrowed = (filters: PerformanceFilter): boolean => namesQuery(filters).size > 0;

/** windowWords names a window: `the last 24 hours`, `the last 7 days`, `the time since counting began`. */
export function windowWords(hours: number | null): string {
  if (hours === null) return 'the time since counting began';
  return `the last ${lengthWords(hours)}`;
}

/** lengthWords: `hour`, `24 hours`, `7 days`. Whole days from two on. */
export function lengthWords(hours: number): string {
  if (hours === 1) return 'hour';
  return hours > 24 && hours % 24 === 0 ? `${hours / 24} days` : `${hours.toLocaleString('en')} hours`;
}
