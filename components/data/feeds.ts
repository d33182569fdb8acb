'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AddFeedRequest } from '@/lib/core/feeds/requests';
import type { FeedDetailView, FeedListView, FeedView } from '@/lib/core/feeds/views';
import { call, get } from './api';

const POLL_MS = 5_000;
const KEY = ['feeds'] as const;

/** useFeeds reads all that is watched, and keeps it up to date. `initial` is what the server rendered. */
export function useFeeds(initial: FeedListView) {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<FeedListView>('/api/feeds', signal),
    initialData: initial,
    refetchInterval: POLL_MS,
  });
}

/** useFeedItems reads one with its latest items, once it is wanted. */
export function useFeedItems(id: string, wanted: boolean) {
  return useQuery({
    queryKey: [...KEY, id],
    queryFn: ({ signal }) => get<FeedDetailView>(`/api/feeds/${id}`, signal),
    enabled: wanted,
    refetchInterval: POLL_MS,
  });
}

export function useAddFeed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (request: AddFeedRequest) => (await call<FeedView>('/api/feeds', { method: 'POST', body: request })).body,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export type FeedAct = 'pause' | 'resume' | 'check' | 'remove';

export function useFeedAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (act: FeedAct) => {
      if (act === 'remove') await call(`/api/feeds/${id}`, { method: 'DELETE' });
      else await call(`/api/feeds/${id}/${act}`, { method: 'POST' });
    },
    // Of a feed that is gone no items are asked for.
    onSettled: (_done, _failed, act) => client.invalidateQueries({ queryKey: KEY, exact: act === 'remove' }),
  });
}
