export { type Answerer, type AskOptions, type AskSource, askMemory, type Citation, type MemoryAnswer } from './ask';
export { chunkTranscript } from './chunk';
export { type MemoryFeatures, memoryFeatures, PASSAGES_ALONE } from './features';
export { entityView, graphView, listEntities } from './graph/views';
export type { MemoryHit } from './hits';
export { noveltyOf } from './novelty';
export { type Memories, prepareMemories, storeMemories } from './remember';
export { type MemoryResult, searchMemory } from './search';
