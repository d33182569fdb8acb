/**
 * Moonshine (merged int8 ONNX export) on onnxruntime, greedy. Loaded inside the speech thread, so relative imports only.
 *
 * The encoder reads raw 16 kHz PCM; the decoder gives one token a step and keeps its past as key/value tensors. The encoder's half of that
 * past is made in the first step and never changes, so it is not fetched again (measured: 7 % of the time of a 20 s segment).
 */
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { SAMPLE_RATE } from '../vad/frames';
import { rewriteDecoder } from './decoder-graph';

const START = 1;
const END = 2;
const HEADS = 8;
const SHAPES = { base: { layers: 8, headSize: 52 }, tiny: { layers: 6, headSize: 36 } } as const;

/** English is spoken at no more; without a cap a clip cut mid-sentence could loop for ever. */
const MAX_TOKENS_PER_SECOND = 6.5;
const MIN_TOKENS = 4;

export interface Recognised {
  /** Without start and end tokens. */
  tokens: number[];
  /** Natural logarithm of each token's probability; as long as `tokens`. */
  logProbabilities: number[];
  /** False: the cap ended it, so the tail may be a loop. */
  ended: boolean;
}

export interface Recogniser {
  /** `pcm`: 16 kHz mono, at most some 30 s. `check` is called before every token and may throw to stop. */
  recognise(pcm: Float32Array, check?: () => void): Promise<Recognised>;
}

/** All 32,768 tokens together, each so far below the best, would add less than one part in ten thousand. */
const NEGLIGIBLE = -20;

/** The most probable token and the logarithm of its probability. */
export function pickToken(logits: Float32Array): { token: number; logProbability: number } {
  let token = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i]!;
    if (logit > highest) {
      highest = logit;
      token = i;
    }
  }
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const below = logits[i]! - highest;
    if (below > NEGLIGIBLE) sum += Math.exp(below);
  }
  return { token, logProbability: -Math.log(sum) };
}

const NO_PAST = new Float32Array(0);

function emptyPast(layers: number, headSize: number): Record<string, Tensor> {
  const past: Record<string, Tensor> = {};
  for (let layer = 0; layer < layers; layer++) {
    for (const part of ['decoder', 'encoder']) {
      for (const kind of ['key', 'value']) {
        past[`past_key_values.${layer}.${part}.${kind}`] = new Tensor('float32', NO_PAST, [0, HEADS, 1, headSize]);
      }
    }
  }
  return past;
}

export const SESSION_OPTIONS = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const;

/** loadRecogniser reads both halves of a model of the given size; the decoder without its needless work. */
export async function loadRecogniser(size: 'base' | 'tiny', files: { encoder: string; decoder: string }): Promise<Recogniser> {
  const [encoder, decoder] = await Promise.all([
    InferenceSession.create(files.encoder, SESSION_OPTIONS),
    readFile(files.decoder).then((model) => InferenceSession.create(rewriteDecoder(model), SESSION_OPTIONS)),
  ]);
  return createRecogniser(size, encoder, decoder);
}

export function createRecogniser(size: 'base' | 'tiny', encoder: InferenceSession, decoder: InferenceSession): Recogniser {
  const { layers, headSize } = SHAPES[size];
  const laterOutputs = decoder.outputNames.filter((name) => !name.includes('.encoder.'));

  return {
    async recognise(pcm, check) {
      const maxTokens = Math.trunc((pcm.length / SAMPLE_RATE) * MAX_TOKENS_PER_SECOND) + MIN_TOKENS;
      check?.();
      const { last_hidden_state: hidden } = await encoder.run({ input_values: new Tensor('float32', pcm, [1, pcm.length]) });
      const past = emptyPast(layers, headSize);
      const result: Recognised = { tokens: [], logProbabilities: [], ended: false };
      let last = START;
      for (let step = 0; step < maxTokens; step++) {
        check?.();
        const first = step === 0;
        const feeds = {
          input_ids: new Tensor('int64', BigInt64Array.of(BigInt(last)), [1, 1]),
          encoder_hidden_states: hidden!,
          use_cache_branch: new Tensor('bool', [!first]),
          ...past,
        };
        const output = await decoder.run(feeds, first ? decoder.outputNames : laterOutputs);
        const { token, logProbability } = pickToken(output.logits!.data as Float32Array);
        if (token === END) {
          result.ended = true;
          break;
        }
        result.tokens.push(token);
        result.logProbabilities.push(logProbability);
        last = token;
        for (const [name, tensor] of Object.entries(output)) {
          if (name.startsWith('present.')) past[name.replace('present', 'past_key_values')] = tensor as Tensor;
        }
      }
      return result;
    },
  };
}
