/**
 * all-MiniLM-L6-v2 (BERT: 6 layers, 12 heads, width 384; mean pooling, unit length) as an int8 ONNX graph, from its published weights.
 *
 * It takes ONE text per call, [1, tokens], hence no padding and no mask. That is on purpose: int8 matrix products here scale their input by
 * its largest value, so in a batch a text's vector would depend on its neighbours (cosine 0.99 to itself), and one by one is as fast on
 * passages. A vector is a function of its text alone.
 */
import { GraphBuilder, type Value } from '../../onnx/graph';
import { quantizeRows, transpose } from './quantize';
import type { Weights } from './safetensors';

export const DIMENSION = 384;
const HEADS = 12;
const LAYERS = 6;
const HEAD_SIZE = DIMENSION / HEADS;

/** Operators of onnxruntime's own set: int8 product with the input quantised on the fly, and the exact GELU. */
const MICROSOFT = 'com.microsoft';

export function buildMiniLm(weights: Weights): Buffer {
  const g = new GraphBuilder();
  const ids = g.input('input_ids', 'int64', [1, 'tokens']);
  const last = { name: 'axis', int: -1 };

  const linear = (x: Value, name: string): Value => {
    const weight = weights.tensor(`${name}.weight`);
    const [outputs, inputs] = weight.shape as [number, number];
    const { values, scales } = quantizeRows(weight);
    return g.node(
      'DynamicQuantizeMatMul',
      [
        x,
        g.constant(`${name}.values`, 'int8', [inputs, outputs], transpose(values, outputs, inputs)),
        g.floats(`${name}.scales`, scales),
        g.constant(`${name}.zero`, 'int8', [outputs], new Int8Array(outputs)),
        g.floats(`${name}.bias`, weights.tensor(`${name}.bias`).data),
      ],
      [],
      MICROSOFT,
    );
  };

  const normalize = (x: Value, name: string): Value =>
    g.node(
      'LayerNormalization',
      [x, g.floats(`${name}.weight`, weights.tensor(`${name}.weight`).data), g.floats(`${name}.bias`, weights.tensor(`${name}.bias`).data)],
      [last, { name: 'epsilon', float: 1e-12 }],
    );

  let x = normalize(g.node('Add', [wordEmbeddings(g, weights, ids), positionEmbeddings(g, weights, ids)]), 'embeddings.LayerNorm');

  const splitShape = g.integers('shape.heads', [0, 0, HEADS, HEAD_SIZE]);
  const joinShape = g.integers('shape.joined', [0, 0, DIMENSION]);
  const scale = g.floats('attention.scale', Float32Array.of(1 / Math.sqrt(HEAD_SIZE)));
  const split = (y: Value, order: number[]) => g.node('Transpose', [g.node('Reshape', [y, splitShape])], [{ name: 'perm', ints: order }]);

  for (let layer = 0; layer < LAYERS; layer++) {
    const p = `encoder.layer.${layer}`;
    const query = split(linear(x, `${p}.attention.self.query`), [0, 2, 1, 3]);
    const key = split(linear(x, `${p}.attention.self.key`), [0, 2, 3, 1]);
    const values = split(linear(x, `${p}.attention.self.value`), [0, 2, 1, 3]);
    const attention = g.node('Softmax', [g.node('Mul', [g.node('MatMul', [query, key]), scale])], [last]);
    const mixed = g.node('Transpose', [g.node('MatMul', [attention, values])], [{ name: 'perm', ints: [0, 2, 1, 3] }]);
    const attended = linear(g.node('Reshape', [mixed, joinShape]), `${p}.attention.output.dense`);
    x = normalize(g.node('Add', [attended, x]), `${p}.attention.output.LayerNorm`);
    const hidden = g.node('Gelu', [linear(x, `${p}.intermediate.dense`)], [], MICROSOFT);
    x = normalize(g.node('Add', [linear(hidden, `${p}.output.dense`), x]), `${p}.output.LayerNorm`);
  }

  const mean = g.node('ReduceMean', [x, g.integers('axis.tokens', [1])], [{ name: 'keepdims', int: 0 }]);
  g.output('sentence_embedding', g.node('LpNormalization', [mean], [last, { name: 'p', int: 2 }]), [1, DIMENSION]);
  return g.build('all-MiniLM-L6-v2-int8', { '': 18, [MICROSOFT]: 1 });
}

/** Rows of the word table are int8 with a scale each: it is half of the model's size. */
function wordEmbeddings(g: GraphBuilder, weights: Weights, ids: Value): Value {
  const table = weights.tensor('embeddings.word_embeddings.weight');
  const { values, scales } = quantizeRows(table);
  const rows = g.node('Gather', [g.constant('words.values', 'int8', table.shape, values), ids]);
  const rowScales = g.node('Gather', [g.floats('words.scales', scales, [scales.length, 1]), ids]);
  const FLOAT32 = 1;
  return g.node('Mul', [g.node('Cast', [rows], [{ name: 'to', int: FLOAT32 }]), rowScales]);
}

/** Position plus the embedding of token type 0, which every token of a single text has. */
function positionEmbeddings(g: GraphBuilder, weights: Weights, ids: Value): Value {
  const positions = weights.tensor('embeddings.position_embeddings.weight');
  const types = weights.tensor('embeddings.token_type_embeddings.weight').data;
  const sums = positions.data.map((v, i) => v + types[i % DIMENSION]!);
  const zero = g.integers('zero', [0], []);
  const one = g.integers('one', [1], []);
  const length = g.node('Gather', [g.node('Shape', [ids]), one]);
  const indices = g.node('Range', [zero, length, one]);
  return g.node('Gather', [g.floats('positions', sums, positions.shape), indices]);
}
