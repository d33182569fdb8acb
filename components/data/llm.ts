'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toWire } from '@/lib/core/wire';
import { call, get } from './api';

const KEY = ['llm'] as const;

/** A model's entry in the price table; null = not known. */
export interface LlmModelView {
  name: string;
  contextTokens: number;
  maxOutputTokens: number;
  inputUsdPerMillion: number | null;
  outputUsdPerMillion: number | null;
}

/** Of one run; null = no bound. */
export interface LlmBudgetView {
  tokens: number | null;
  usd: number | null;
}

export interface LlmSettingsView {
  models: LlmModelView[];
  budgets: { auto: LlmBudgetView; full: LlmBudgetView };
  concurrency: number;
  timeoutSeconds: number;
  cache: { errorBound: number; maxAgeDays: number; maxMegabytes: number };
}

export interface LlmView {
  /** As the environment names it, never with its key; null where none is. */
  endpoint: { baseUrl: string; model: string; cheapModel: string | null } | null;
  settings: LlmSettingsView;
  cache: { hours: number; entries: number; bytes: number; hitRate: number | null };
}

/** useLlm reads which model analyses and what is set for it. */
export function useLlm() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<LlmView>('/api/settings/llm', signal) });
}

export function useSaveLlm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (settings: LlmSettingsView) =>
      (await call<Pick<LlmView, 'settings'>>('/api/settings/llm', { method: 'PUT', body: toWire(settings) })).body,
    onSuccess: ({ settings }) => client.setQueryData<LlmView>(KEY, (view) => view && { ...view, settings }),
  });
}
