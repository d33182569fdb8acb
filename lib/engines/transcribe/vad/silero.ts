/**
 * Silero VAD v6 on onnxruntime: how probable it is that somebody speaks, for each 32 ms. Loaded inside the speech thread, so relative
 * imports only.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { FRAME_SAMPLES } from './frames';

/** The model sees each frame behind the last samples of the one before. */
const CONTEXT_SAMPLES = 64;
const STATE_SIZE = 128;
/**
 * A stretch is scanned as four streams side by side, because most of the cost of a step is the call itself. Each stream but the first begins two
 * seconds early, so that the model's memory has settled where its answers count: eight with one second made words of a song.
 */
const STREAMS = 4;
const WARM_UP_FRAMES = 62;
/** Below this the warm-up would eat the gain. */
const MIN_FRAMES_PER_STREAM = 2 * WARM_UP_FRAMES;
const FRAMES_BETWEEN_CHECKS = 64;

export interface Vad {
  /** One probability per frame of `pcm` (16 kHz mono, the last frame filled up with silence). `check` may throw to stop the scan. */
  scan(pcm: Float32Array, check?: () => void): Promise<Float32Array>;
}

interface Stream {
  /** First frame that is fed; before `start` by the warm-up. */
  begin: number;
  /** Frames whose answers count: [start, end). */
  start: number;
  end: number;
}

function planStreams(frames: number): Stream[] {
  const count = frames >= STREAMS * MIN_FRAMES_PER_STREAM ? STREAMS : 1;
  return Array.from({ length: count }, (_, i) => {
    const start = Math.round((i * frames) / count);
    return { begin: Math.max(0, start - WARM_UP_FRAMES), start, end: Math.round(((i + 1) * frames) / count) };
  });
}

/** Copies samples [from, to) of `pcm` into `target` at `offset`; what lies outside of `pcm` stays 0. */
function copySamples(pcm: Float32Array, from: number, to: number, target: Float32Array, offset: number): void {
  const begin = Math.max(0, from);
  const end = Math.min(pcm.length, to);
  if (begin < end) target.set(pcm.subarray(begin, end), offset + begin - from);
}

/** loadVad reads the model from `file` (silero_vad_v6.onnx). */
export async function loadVad(file: string): Promise<Vad> {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const sampleRate = new Tensor('int64', BigInt64Array.of(16_000n), []);
  const inputSamples = CONTEXT_SAMPLES + FRAME_SAMPLES;

  return {
    async scan(pcm, check) {
      const frames = Math.ceil(pcm.length / FRAME_SAMPLES);
      const probabilities = new Float32Array(frames);
      const streams = planStreams(frames);
      const steps = Math.max(0, ...streams.map(({ begin, end }) => end - begin));
      let state = new Tensor('float32', new Float32Array(2 * streams.length * STATE_SIZE), [2, streams.length, STATE_SIZE]);
      for (let step = 0; step < steps; step++) {
        if (step % FRAMES_BETWEEN_CHECKS === 0) check?.();
        const input = new Float32Array(streams.length * inputSamples);
        for (const [i, { begin }] of streams.entries()) {
          const from = (begin + step) * FRAME_SAMPLES - (step === 0 ? 0 : CONTEXT_SAMPLES);
          const skipped = step === 0 ? CONTEXT_SAMPLES : 0;
          copySamples(pcm, from, (begin + step + 1) * FRAME_SAMPLES, input, i * inputSamples + skipped);
        }
        const { output, stateN } = await session.run({
          input: new Tensor('float32', input, [streams.length, inputSamples]),
          state,
          sr: sampleRate,
        });
        for (const [i, { begin, start, end }] of streams.entries()) {
          const frame = begin + step;
          if (frame >= start && frame < end) probabilities[frame] = (output!.data as Float32Array)[i]!;
        }
        state = stateN as typeof state;
      }
      return probabilities;
    },
  };
}
