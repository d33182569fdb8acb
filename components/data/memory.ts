'use client';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { SearchMode } from '@/lib/core/memory/modes';
import { call, get } from './api';

/** One passage found. */
export interface MemoryHit {
  runId: string;
  seq: number;
  title: string | null;
  contentType: string | null;
  source: string;
  createdAt: string;
  text: string;
  /** null for an article's passages */
  startSeconds: number | null;
  segmentIndex: number;
  speaker: string | null;
  score: number;
  /** Cosine, [−1, 1]; null where it is not embedded yet. */
  similarity: number | null;
  /** [start, end) offsets of words of the query. */
  highlights: [number, number][];
}

export interface Citation {
  number: number;
  runId: string;
  title: string | null;
  source: string;
  createdAt: string;
  startSeconds: number | null;
  speaker: string | null;
  quote: string;
}

export interface MemoryAnswer {
  answered: boolean;
  text: string;
  kind: 'extractive' | 'written';
  citations: Citation[];
}

export interface EntityItem {
  id: string;
  name: string;
  type: string;
  mentionCount: number;
  runCount: number;
}

export interface MemoryGraph {
  nodes: EntityItem[];
  edges: { from: string; to: string; weight: number; predicate: string | null }[];
  total: number;
}

const LIMIT = 20;

/** useMemorySearch finds passages; nothing is asked while the query is empty. */
export function useMemorySearch(q: string, mode: SearchMode) {
  return useQuery({
    queryKey: ['memory', q, mode],
    queryFn: ({ signal }) =>
      get<{ hits: MemoryHit[] }>(`/api/memory/search?${new URLSearchParams({ q, mode, limit: String(LIMIT) })}`, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

export function useAsk() {
  return useMutation({
    mutationFn: async (question: string) => (await call<MemoryAnswer>('/api/memory/ask', { method: 'POST', body: { question } })).body,
  });
}

export function useEntities(q: string) {
  return useQuery({
    queryKey: ['entities', q],
    queryFn: ({ signal }) => get<{ entities: EntityItem[] }>(`/api/memory/entities?${new URLSearchParams({ q, limit: '100' })}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function useMemoryGraph(limit: number) {
  return useQuery({
    queryKey: ['memory-graph', limit],
    queryFn: ({ signal }) => get<MemoryGraph>(`/api/memory/graph?limit=${limit}`, signal),
    placeholderData: keepPreviousData,
  });
}
