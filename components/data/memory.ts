'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from './api';

/** One passage found. */
export interface MemoryHit {
  runId: string;
  title: string | null;
  text: string;
  /** null for an article's passages */
  startSeconds: number | null;
  /** Cosine similarity, [−1, 1]. */
  score: number;
}

const LIMIT = 20;

/** useMemorySearch finds the passages nearest in meaning; nothing is asked while the query is empty. */
export function useMemorySearch(q: string) {
  return useQuery({
    queryKey: ['memory', q],
    queryFn: ({ signal }) => get<{ hits: MemoryHit[] }>(`/api/memory/search?${new URLSearchParams({ q, limit: String(LIMIT) })}`, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
