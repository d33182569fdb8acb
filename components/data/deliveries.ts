'use client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeliveryDetailView, DeliveryPageView, DeliveryState, DeliveryView } from '@/lib/core/deliveries/views';
import { call, get } from './api';

const POLL_MS = 3_000;
const KEY = 'deliveries';

export interface DeliveryFilter {
  kind?: string;
  state?: DeliveryState;
}

/** useDeliveries reads what was and is to be delivered, newest first, page by page. `initial` is what the server rendered, under the same filter. */
export function useDeliveries(filter: DeliveryFilter, initial?: DeliveryPageView) {
  return useInfiniteQuery({
    queryKey: [KEY, 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, ...(pageParam ? { cursor: pageParam } : {}) });
      return get<DeliveryPageView>(`/api/deliveries?${query}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...(initial ? { initialData: { pages: [initial], pageParams: [null] } } : {}),
    refetchInterval: POLL_MS,
  });
}

/** useDelivery reads one with its tries, once it is wanted. */
export function useDelivery(id: string, wanted: boolean) {
  return useQuery({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => get<DeliveryDetailView>(`/api/deliveries/${id}`, signal),
    enabled: wanted,
  });
}

export function useResend() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => (await call<DeliveryView>(`/api/deliveries/${id}/resend`, { method: 'POST' })).body,
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}
