import { PROCESSING_TYPES, type ProcessingType, RUN_STATES, type RunState } from '@/lib/core/runs/states';

/** The filters of the runs list, as they stand in the page's address. */
export interface RunFilters {
  state?: RunState | 'active';
  processingType?: ProcessingType;
  contentType?: string;
  q?: string;
}

/** filtersOf reads the filters out of a page's address. What is not valid there is left out: an old link still opens the list. */
export function filtersOf(params: { get(name: string): string | null }): RunFilters {
  return {
    state: oneOf(['active', ...RUN_STATES] as const, params.get('state')),
    processingType: oneOf(PROCESSING_TYPES, params.get('processing_type')),
    contentType: params.get('content_type')?.slice(0, 64) || undefined,
    q: params.get('q')?.trim().slice(0, 200) || undefined,
  };
}

/** filterQuery spells filters the way the API and the page's own address do. */
export function filterQuery({ state, processingType, contentType, q }: RunFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (state) query.set('state', state);
  if (processingType) query.set('processing_type', processingType);
  if (contentType) query.set('content_type', contentType);
  if (q) query.set('q', q);
  return query;
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | undefined {
  return values.find((known) => known === value);
}
