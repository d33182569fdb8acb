'use client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConfigVersionPageView, ConfigVersionView, ConfigView } from '@/lib/core/config/views';
import { call, get } from './api';

const KEYS = {
  all: ['config'] as const,
  now: ['config', 'now'] as const,
  versions: ['config', 'versions'] as const,
  version: (number: number) => ['config', 'version', number] as const,
};

const POLL_MS = 5_000;
/** The ETag of GET /api/config while this version is active. */
const tagOf = (version: number) => `"config-${version}"`;

/** useConfig reads what holds now, and keeps it up to date. `initial` is what the server rendered. */
export function useConfig(initial: ConfigView) {
  return useQuery({
    queryKey: KEYS.now,
    queryFn: ({ signal }) => get<ConfigView>('/api/config', signal),
    initialData: initial,
    refetchInterval: POLL_MS,
  });
}

/** useConfigVersions reads the history, newest first, page by page. */
export function useConfigVersions(initial: ConfigVersionPageView) {
  return useInfiniteQuery({
    queryKey: KEYS.versions,
    queryFn: ({ pageParam, signal }) =>
      get<ConfigVersionPageView>(`/api/config/versions${pageParam === null ? '' : `?cursor=${pageParam}`}`, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [initial], pageParams: [null] },
    refetchInterval: POLL_MS,
  });
}

/** useConfigVersion reads one version with what activating it would change, once it is wanted. */
export function useConfigVersion(number: number, wanted: boolean) {
  return useQuery({
    queryKey: KEYS.version(number),
    queryFn: ({ signal }) => get<ConfigVersionView>(`/api/config/versions/${number}`, signal),
    enabled: wanted,
  });
}

export interface ConfigChangeRequest {
  set?: Readonly<Record<string, unknown>>;
  sources?: Readonly<Record<string, string>>;
  note: string;
  activate?: boolean;
  /** The version that was active when the change was made: another one by then, and it is refused. */
  from: number;
}

/** useChangeConfig makes a version of a change. */
export function useChangeConfig() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ from, ...body }: ConfigChangeRequest) =>
      (await call<ConfigVersionView>('/api/config', { method: 'PUT', body, ifMatch: tagOf(from) })).body,
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.all }),
  });
}

/** useActivate makes a version the active one, forwards or back. */
export function useActivate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ number, from, note }: { number: number; from: number; note: string }) =>
      (
        await call<ConfigVersionView>(`/api/config/versions/${number}/activate`, {
          method: 'POST',
          body: { note },
          ifMatch: tagOf(from),
        })
      ).body,
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.all }),
  });
}
