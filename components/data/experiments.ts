'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExperimentView } from '@/lib/core/experiments/views';
import { call, get } from './api';

const KEYS = { all: ['experiments'] as const, list: ['experiments', 'list'] as const, one: (id: string) => ['experiments', id] as const };
const POLL_MS = 10_000;

/** useExperiments reads all of them, newest first. */
export function useExperiments() {
  return useQuery({
    queryKey: KEYS.list,
    queryFn: async ({ signal }) => (await get<{ experiments: ExperimentView[] }>('/api/experiments', signal)).experiments,
    refetchInterval: POLL_MS,
  });
}

/** useExperiment reads one with its paired replay. */
export function useExperiment(id: string) {
  return useQuery({
    queryKey: KEYS.one(id),
    queryFn: ({ signal }) => get<ExperimentView>(`/api/experiments/${id}`, signal),
    refetchInterval: POLL_MS,
  });
}

export interface NewArm {
  name: string;
  role: string;
  config_version: number;
  share: number;
}

export function useCreateExperiment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { name: string; note: string; arms: NewArm[] }) =>
      (await call<ExperimentView>('/api/experiments', { method: 'POST', body })).body,
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.all }),
  });
}

/** useExperimentAct stops an experiment, or applies its winner. */
export function useExperimentAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (act: 'stop' | 'apply') => (await call<ExperimentView>(`/api/experiments/${id}/${act}`, { method: 'POST' })).body,
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: KEYS.all }), client.invalidateQueries({ queryKey: ['config'] })]),
  });
}
