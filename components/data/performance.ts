'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PerformanceView } from '@/lib/core/metrics/views';
import { type DashboardFilters, performanceQuery } from '../dashboard/filters';
import { call, getIfChanged, type Reading } from './api';

const KEY = ['performance'] as const;
const POLL_MS = 4_000;

/**
 * usePerformance reads the figures and keeps them up to date while the page is in view (the client does not poll hidden pages). Where nothing has
 * changed the server says only that. After a failure the last figures stay. `initial` is what the server rendered.
 */
export function usePerformance(filters: DashboardFilters, initial?: PerformanceView) {
  const queryKey = [...KEY, filters];
  return useQuery({
    queryKey,
    queryFn: ({ client, signal }) =>
      getIfChanged<PerformanceView>(
        `/api/performance/?${performanceQuery(filters)}`,
        client.getQueryData<Reading<PerformanceView>>(queryKey),
        signal,
      ),
    initialData: initial && { etag: null, body: initial },
    initialDataUpdatedAt: initial && Date.parse(initial.generatedAt),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
}

/** useReset starts the counting anew (`reset`), or takes that back (`undo`). */
export function useReset() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: 'reset' | 'undo') =>
      step === 'reset' ? call('/api/performance/reset', { method: 'DELETE' }) : call('/api/performance/reset/undo', { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
