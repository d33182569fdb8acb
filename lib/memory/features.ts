import type { Env } from '@/lib/config/env';
import type { MemoryPolicy } from '@/lib/core/gates/effective-config';

/** The parts of memory that the operator turns on: of a run by its configuration, of a search by the process that answers it. */
export type MemoryFeatures = MemoryPolicy;

export const PASSAGES_ALONE: MemoryFeatures = { graph: false, hippoRag: false };

/** memoryFeatures are those that searches and questions may use. */
export function memoryFeatures({ values }: Pick<Env, 'values'>): MemoryFeatures {
  return { graph: values.ENABLE_GRAPH_MEMORY, hippoRag: values.ENABLE_HIPPORAG_MEMORY };
}
