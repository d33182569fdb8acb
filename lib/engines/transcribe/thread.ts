/**
 * The speech thread: voice activity and recognition on PCM that the engine decoded. Relative imports only: the `@/` alias is not known inside a
 * thread. Models are loaded when first needed and kept. Errors cross back as plain values, since a class does not survive the copy.
 */
import { findSpeech } from './hear-channel';
import { hearStretch } from './hear-stretch';
import type { MoonshineSize } from './moonshine/files';
import { loadRecogniser, type Recogniser } from './moonshine/recogniser';
import type { HeardStretch, HearTask, MapTask, ThreadAnswers, ThreadOutcome, ThreadTask } from './thread-types';
import { loadVad, type Vad } from './vad/silero';

let vad: Promise<Vad> | null = null;
const recognisers = new Map<MoonshineSize, Promise<Recogniser>>();

function getVad({ paths }: ThreadTask): Promise<Vad> {
  vad ??= loadVad(paths.vad);
  return vad;
}

function getRecogniser({ paths }: ThreadTask, size: MoonshineSize): Promise<Recogniser> {
  const loading = recognisers.get(size) ?? loadRecogniser(size, paths.moonshine[size]);
  recognisers.set(size, loading);
  return loading;
}

async function hear(task: HearTask, check: () => void): Promise<HeardStretch> {
  const [scanner, recogniser] = await Promise.all([getVad(task), getRecogniser(task, task.size)]);
  const secondOpinion = () => getRecogniser(task, task.size === 'base' ? 'tiny' : 'base');
  return hearStretch(task.channels, { vad: scanner, recogniser, secondOpinion, check });
}

async function map(task: MapTask, check: () => void): Promise<ThreadAnswers['map']> {
  return { speech: (await findSpeech(task.pcm, await getVad(task), check)).flatMap(({ regions }) => regions) };
}

export default async function run(task: ThreadTask): Promise<ThreadOutcome> {
  const flag = new Int32Array(task.cancel);
  const check = () => {
    if (Atomics.load(flag, 0) !== 0) throw new Error('cancelled');
  };
  try {
    check();
    return { ok: true, answer: task.kind === 'hear' ? await hear(task, check) : await map(task, check) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
