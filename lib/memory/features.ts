import type { Env } from '@/lib/config/env';

/** The parts of memory that the operator turns on. */
export interface MemoryFeatures {
  graph: boolean;
  hippoRag: boolean;
}

export function memoryFeatures({ values }: Pick<Env, 'values'>): MemoryFeatures {
  return { graph: values.ENABLE_GRAPH_MEMORY, hippoRag: values.ENABLE_HIPPORAG_MEMORY };
}
