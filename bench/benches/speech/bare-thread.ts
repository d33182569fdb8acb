/** A thread with nothing but the model in it. Relative imports only: the `@/` alias is not known inside a thread. */
import { loadRecogniser, type Recogniser } from '../../../lib/engines/transcribe/moonshine/recogniser';

export interface BareTask {
  pcm: Float32Array;
  size: 'base' | 'tiny';
  files: { encoder: string; decoder: string };
}

let model: Promise<Recogniser> | null = null;

export default async function run({ pcm, size, files }: BareTask): Promise<void> {
  model ??= loadRecogniser(size, files);
  await (await model).recognise(pcm);
}
