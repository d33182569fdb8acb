import type { Engines } from '@/lib/pipeline/engines';
import { type Item, metadataOf } from './item';

/** warmUp: models load with their first use: that is not what is measured. */
export async function warmUp({ media, speech, embedder, classifier }: Engines, items: readonly Item[]): Promise<void> {
  await embedder.embed(['warm']);
  await classifier.classify({ metadata: metadataOf('warm'), mediaKind: 'audio', text: 'warm', customTypes: [] });
  for (const { file } of items) {
    const probe = await media.probe(file).catch(() => null);
    if (!probe || probe.durationSeconds < 100) continue;
    const windows = (await speech.planWindows(file, probe)).slice(0, 2);
    for (const model of ['moonshine-base', 'moonshine-tiny'] as const) {
      await Promise.all(windows.map((window) => speech.hear(file, window, model)));
    }
    return;
  }
}
