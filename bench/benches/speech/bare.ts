import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { modelPaths } from '@/lib/engines/transcribe/moonshine/files';
import type { BareTask } from './bare-thread';

/** The model by itself: on as many threads as the engine has, fed with sound that is decoded and cut already. */
export interface BareModel {
  /** Recognises all pieces, as many at once as there are threads. */
  recognise(pieces: readonly Float32Array[]): Promise<void>;
  close(): Promise<void>;
}

export function createBareModel(threads: number, size: 'base' | 'tiny'): BareModel {
  const tsx = createRequire(import.meta.filename).resolve('tsx');
  const pool = new Piscina<BareTask, void>({
    filename: pathToFileURL(resolve(import.meta.dirname, 'bare-thread.ts')).href,
    execArgv: ['--import', pathToFileURL(tsx).href],
    minThreads: threads,
    maxThreads: threads,
  });
  const files = modelPaths().moonshine[size];
  return {
    async recognise(pieces) {
      await Promise.all(pieces.map((pcm) => pool.run({ pcm, size, files })));
    },
    close: () => pool.close({ force: true }),
  };
}
