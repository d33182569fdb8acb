import { entityListSchema, graphSchema, memoryAskSchema, memorySearchSchema } from '../memory-request';
import type { Operation } from './operation';

/** Memory. */
export const memoryOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/memory/search',
    access: 'read',
    summary: 'Search what was remembered',
    query: memorySearchSchema,
    answers: { 200: { description: 'mode, and hits, best first' } },
  },
  {
    method: 'post',
    path: '/api/memory/ask',
    access: 'read',
    audit: 'memory.ask',
    summary: 'Answer a question from what was remembered',
    body: memoryAskSchema,
    answers: { 200: { description: 'answered, text, kind, and citations with run and second' } },
  },
  {
    method: 'get',
    path: '/api/memory/entities',
    access: 'read',
    summary: 'List who and what is spoken of, most mentioned first',
    query: entityListSchema,
    answers: { 200: { description: 'entities' } },
  },
  {
    method: 'get',
    path: '/api/memory/entities/{id}',
    access: 'read',
    summary: 'Everything memory holds of an entity',
    answers: {
      200: { description: 'The entity, with mentions, relations, claims, and pairs of claims that agree or contradict each other' },
    },
  },
  {
    method: 'get',
    path: '/api/memory/graph',
    access: 'read',
    summary: 'The most mentioned entities and what joins them',
    query: graphSchema,
    answers: { 200: { description: 'nodes, edges, total' } },
  },
];
