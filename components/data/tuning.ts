'use client';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { RunSummaryView } from '@/lib/core/runs/views';
import type { ConditionsView, PreviewView, RecommendationView } from '@/lib/core/tuning/views';
import { call, get, ProblemError } from './api';

const POLL_MS = 30_000;
const CHANGED_RUNS = 20;

/** After a start the server reads its recorded runs first, which is no failure. */
export const isStillReading = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.problem.code === 'still_reading';
export const WHILE_READING = { retry: (_failures: number, error: Error) => isStillReading(error), retryDelay: 2_000 };

export interface PreviewRequest {
  /** The version that is changed. */
  base: number;
  set: Readonly<Record<string, unknown>>;
  /** null: all that is recorded. */
  days: number | null;
}

/** usePreview asks what a draft would have done to the recorded runs. A question that is out of date is cancelled; the last answer stays meanwhile. */
export function usePreview({ base, set, days }: PreviewRequest) {
  return useQuery({
    queryKey: ['config-preview', base, days, set],
    queryFn: async ({ signal }) => {
      const body = { base, set, changed_runs: CHANGED_RUNS, ...(days === null ? {} : { days }) };
      return (await call<PreviewView>('/api/config/preview', { method: 'POST', body, signal })).body;
    },
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
    ...WHILE_READING,
  });
}

/** useConditions reads the evidence for and against each condition. */
export function useConditions() {
  return useQuery({
    queryKey: ['tuning', 'conditions'],
    queryFn: ({ signal }) => get<ConditionsView>('/api/tuning/conditions', signal),
    refetchInterval: POLL_MS,
  });
}

/** useRecommendation reads the best point on the measured curve, or why there is none. */
export function useRecommendation() {
  return useQuery({
    queryKey: ['tuning', 'recommendations'],
    queryFn: ({ signal }) => get<RecommendationView>('/api/tuning/recommendations', signal),
    refetchInterval: POLL_MS,
    ...WHILE_READING,
  });
}

/** Values by dotted key: reading an answer has re-spelt the keys, which are data. */
export function settingsOf(recommended: Readonly<Record<string, number>>): Record<string, number> {
  const spell = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(recommended).map(([key, value]) => [spell(key), value]));
}

/** useTry runs a few addresses under a draft. */
export function useTry() {
  return useMutation({
    mutationFn: async (body: { base: number; set: Readonly<Record<string, unknown>>; urls: string[] }) =>
      (await call<{ runs: RunSummaryView[] }>('/api/config/try', { method: 'POST', body })).body.runs,
  });
}
