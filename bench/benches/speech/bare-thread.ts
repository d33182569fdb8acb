/** A thread with nothing but the model in it, as it was published. Relative imports only: the `@/` alias is not known inside a thread. */
import { InferenceSession } from 'onnxruntime-node';
import { createRecogniser, type Recogniser, SESSION_OPTIONS } from '../../../lib/engines/transcribe/moonshine/recogniser';

export interface BareTask {
  pcm: Float32Array;
  size: 'base' | 'tiny';
  files: { encoder: string; decoder: string };
}

let model: Promise<Recogniser> | null = null;

export default async function run({ pcm, size, files }: BareTask): Promise<void> {
  model ??= load(size, files);
  await (await model).recognise(pcm);
}

async function load(size: BareTask['size'], { encoder, decoder }: BareTask['files']): Promise<Recogniser> {
  const sessions = await Promise.all([encoder, decoder].map((file) => InferenceSession.create(file, SESSION_OPTIONS)));
  return createRecogniser(size, sessions[0]!, sessions[1]!);
}
