import { availableParallelism } from 'node:os';
import { createMedia, createSpeechEngine } from '@/lib/engines/transcribe';
import { createBareModel } from '../speech/bare';

/** bareSeconds is how long the model alone takes for all of some files, decoded and cut beforehand, on as many threads as the engine has. */
export async function bareSeconds(files: readonly string[]): Promise<number> {
  const media = createMedia();
  const planner = createSpeechEngine({ threads: 1, media });
  const bare = createBareModel(Math.min(2, availableParallelism()), 'base');
  let seconds = 0;
  let warm = false;
  for (const file of files) {
    const pieces = [];
    for (const { startSeconds, endSeconds } of await planner.planWindows(file, await media.probe(file))) {
      pieces.push(await media.decode(file, startSeconds, endSeconds));
    }
    if (!warm) await bare.recognise(pieces.slice(0, 2));
    warm = true;
    const startedAt = performance.now();
    await bare.recognise(pieces);
    seconds += (performance.now() - startedAt) / 1000;
  }
  await Promise.all([planner.close(), bare.close()]);
  return seconds;
}
