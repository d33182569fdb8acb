import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { bytesField, message } from '../../onnx/protobuf';
import { rewriteDecoder } from './decoder-graph';
import { modelPaths } from './files';
import { SESSION_OPTIONS } from './recogniser';

const HEADS = 8;
const FRAMES = 60;
const STEPS = 6;

/** Logits of each step for the same made-up hidden states and tokens. */
async function logitsOf(decoder: InferenceSession, width: number): Promise<Float32Array[]> {
  const hidden = Float32Array.from({ length: FRAMES * width }, (_, i) => Math.sin(i * 12.9898) * 1.5);
  const empty = () => new Tensor('float32', new Float32Array(0), [0, HEADS, 1, width / HEADS]);
  let past: Record<string, Tensor> = Object.fromEntries(
    decoder.inputNames.filter((name) => name.startsWith('past_')).map((name) => [name, empty()]),
  );
  const all: Float32Array[] = [];
  for (let step = 0; step < STEPS; step++) {
    const output = await decoder.run({
      input_ids: new Tensor('int64', BigInt64Array.of(BigInt(1 + step * 37)), [1, 1]),
      encoder_hidden_states: new Tensor('float32', hidden, [1, FRAMES, width]),
      use_cache_branch: new Tensor('bool', [step > 0]),
      ...past,
    });
    all.push(output.logits!.data as Float32Array);
    const present = Object.entries(output).filter(([name]) => name.startsWith('present.') && (step === 0 || !name.includes('.encoder.')));
    past = {
      ...past,
      ...Object.fromEntries(present.map(([name, tensor]) => [name.replace('present', 'past_key_values'), tensor as Tensor])),
    };
  }
  return all;
}

function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

describe('the decoder without its needless work', () => {
  it.each([
    ['tiny', 288],
    ['base', 416],
  ] as const)('says what the published one says: %s', async (size, width) => {
    const file = modelPaths().moonshine[size].decoder;
    const published = await logitsOf(await InferenceSession.create(file, SESSION_OPTIONS), width);
    const rewritten = await logitsOf(await InferenceSession.create(rewriteDecoder(readFileSync(file)), SESSION_OPTIONS), width);
    for (const [step, logits] of published.entries()) expect(correlation(logits, rewritten[step]!)).toBeGreaterThan(0.999);
  });

  it('is made of the decoder that is known only', () => {
    const branch = bytesField(1, message(bytesField(1, 'a'), bytesField(1, 'b'), bytesField(2, 'logits'), bytesField(4, 'MatMul')));
    const choice = message(bytesField(2, 'x'), bytesField(4, 'If'), bytesField(5, bytesField(6, branch)));
    expect(() => rewriteDecoder(message(bytesField(7, bytesField(1, choice))))).toThrow('not the decoder that is known');
  });
});
