export { type Chunk, chunkTranscript } from './chunk';
export { passagesOf } from './remember';
export { type MemoryHit, noveltyOf, searchMemory } from './search';
