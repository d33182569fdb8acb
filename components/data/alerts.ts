'use client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AlertMetric } from '@/lib/core/alerts/rules';
import type { AlertHistoryView, AlertView, BacktestView } from '@/lib/core/alerts/views';
import { call, get } from './api';

const KEYS = {
  all: ['alerts'] as const,
  rules: ['alerts', 'rules'] as const,
  history: ['alerts', 'history'] as const,
  backtest: (rule: AlertMetric, days: number) => ['alert-backtest', rule, days] as const,
};

const POLL_MS = 3_000;

/** useAlerts reads how each rule stands, and keeps it up to date. `initial` is what the server rendered. */
export function useAlerts(initial: AlertView[]) {
  return useQuery({
    queryKey: KEYS.rules,
    queryFn: ({ signal }) => get<AlertView[]>('/api/performance/alerts', signal),
    initialData: initial,
    refetchInterval: POLL_MS,
  });
}

function pagePath(path: string, cursor: string | null): string {
  return cursor ? `${path}?${new URLSearchParams({ cursor })}` : path;
}

/** useAlertHistory reads what happened, newest first, page by page. */
export function useAlertHistory(initial: AlertHistoryView) {
  return useInfiniteQuery({
    queryKey: KEYS.history,
    queryFn: ({ pageParam, signal }) => get<AlertHistoryView>(pagePath('/api/alerts/history', pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [initial], pageParams: [null] },
    refetchInterval: POLL_MS,
  });
}

export type AlertAct = { act: 'acknowledge' } | { act: 'silence'; minutes: number } | { act: 'unsilence' };

/** useAlertAct does something with a rule's alert. */
export function useAlertAct(rule: AlertMetric) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ act, ...body }: AlertAct) =>
      (await call<AlertView>(`/api/alerts/${rule}/${act}`, { method: 'POST', ...(act === 'silence' ? { body } : {}) })).body,
    onSuccess: (changed) =>
      client.setQueryData<AlertView[]>(KEYS.rules, (alerts) => alerts?.map((alert) => (alert.rule === changed.rule ? changed : alert))),
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.all }),
  });
}

/** useBacktest asks when a rule would have fired, once it is wanted. */
export function useBacktest(rule: AlertMetric, days: number, wanted: boolean) {
  return useQuery({
    queryKey: KEYS.backtest(rule, days),
    queryFn: ({ signal }) => get<BacktestView>(`/api/alerts/${rule}/backtest?days=${days}`, signal),
    enabled: wanted,
    staleTime: 60_000,
  });
}
