'use client';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Transcript } from '@/lib/core/runs/content';
import type { SubmitRunRequest } from '@/lib/core/runs/requests';
import { isFinal } from '@/lib/core/runs/states';
import type { RunDetailView, RunPageView } from '@/lib/core/runs/views';
import { filterQuery, type RunFilters } from '../runs/filters';
import { call, get } from './api';

/** Query keys, so that what changes a run can say which readings are out of date. */
export const KEYS = {
  lists: ['runs'] as const,
  list: (filters: RunFilters, limit: number) => ['runs', filters, limit] as const,
  run: (id: string) => ['run', id] as const,
  transcript: (id: string) => ['transcript', id] as const,
};

const POLL_ACTIVE_MS = 1_500;
const POLL_IDLE_MS = 5_000;
const POLL_RUN_MS = 3_000;
const POLL_AUDIT_MS = 15_000;

function listPath(filters: RunFilters, limit: number, cursor: string | null): string {
  const query = filterQuery(filters);
  query.set('limit', String(limit));
  if (cursor) query.set('cursor', cursor);
  return `/api/runs?${query}`;
}

/** useRunList reads runs page by page and keeps them up to date: quickly while one is being worked on, slowly otherwise. `initial` is what the server rendered. */
export function useRunList(filters: RunFilters, limit: number, initial?: RunPageView) {
  return useInfiniteQuery({
    queryKey: KEYS.list(filters, limit),
    queryFn: ({ pageParam, signal }) => get<RunPageView>(listPath(filters, limit, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: initial && { pages: [initial], pageParams: [null] },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const runs = state.data?.pages.flatMap((page) => page.runs) ?? [];
      return runs.some((run) => !isFinal(run.state)) ? POLL_ACTIVE_MS : POLL_IDLE_MS;
    },
  });
}

/** useRun reads one run, and again every few seconds while it is worked on, or its audit is: a lost event stream makes the page slower, never wrong. */
export function useRun(id: string, initial: RunDetailView) {
  return useQuery({
    queryKey: KEYS.run(id),
    queryFn: ({ signal }) => get<RunDetailView>(`/api/runs/${id}`, signal),
    initialData: initial,
    refetchInterval: ({ state }) => {
      const run = state.data ?? initial;
      if (!isFinal(run.state) || run.entries.some((entry) => !isFinal(entry.state))) return POLL_RUN_MS;
      return run.audit?.status === 'waiting' || run.audit?.status === 'running' ? POLL_AUDIT_MS : false;
    },
  });
}

/** The transcript is stored whole when a run has one; `version` changes when there is more of it. */
export function useTranscript(id: string, version: number | null) {
  return useQuery({
    queryKey: [...KEYS.transcript(id), version],
    queryFn: ({ signal }) => get<Transcript>(`/api/runs/${id}/transcript.json`, signal),
    enabled: version !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a submission led to: `created` is false where the same thing was already there. */
export interface Submitted {
  run: RunDetailView;
  created: boolean;
}

export function useSubmit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (request: SubmitRunRequest): Promise<Submitted> => {
      const { status, body } = await call<RunDetailView>('/api/runs', { method: 'POST', body: request });
      return { run: body, created: status === 202 };
    },
    onSuccess: ({ run }) => {
      client.setQueryData(KEYS.run(run.id), run);
      return client.invalidateQueries({ queryKey: KEYS.lists });
    },
  });
}

export type RunAction = 'cancel' | 'retry' | 'full';

/** useRunAction does something with a run and gives the run that came of it: the same one, or for retry and full a new one. */
export function useRunAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (action: RunAction) => (await call<RunDetailView>(`/api/runs/${id}/${action}`, { method: 'POST' })).body,
    onSuccess: (run) => client.setQueryData(KEYS.run(run.id), run),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: KEYS.run(id) });
      void client.invalidateQueries({ queryKey: KEYS.lists });
    },
  });
}

export function useFeedback(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (verdict: 'up' | 'down') =>
      (await call<RunDetailView>(`/api/runs/${id}/feedback`, { method: 'POST', body: { verdict } })).body,
    onSuccess: (run) => client.setQueryData(KEYS.run(id), run),
  });
}

const RECENT = 8;

/** useRecentRuns gives the newest runs, for the palette. */
export function useRecentRuns() {
  const list = useQuery({
    queryKey: [...KEYS.lists, 'recent'],
    queryFn: ({ signal }) => get<RunPageView>(listPath({}, RECENT, null), signal),
  });
  return list.data?.runs ?? [];
}
