/**
 * The published decoder takes some 800 operators for a token: it computes the same turns and shapes in each layer anew, and turns the whole
 * table of words from bytes into floats. Here the branch that runs for every token but the first is composed anew from the same weights, of
 * onnxruntime's own operators: about twenty to a layer. Loaded inside the speech thread, so relative imports only. Field numbers are
 * those of onnx.proto3.
 */
import { GraphBuilder } from '../../onnx/graph';
import { bytesField, type Field, integerField, message, readFields } from '../../onnx/protobuf';

const MODEL = { graph: 7, operatorSet: 8 } as const;
const GRAPH = { node: 1, initializer: 5, output: 12 } as const;
const NODE = { input: 1, output: 2, operator: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, graph: 6 } as const;
const TENSOR = { dimension: 1, name: 8, raw: 9 } as const;
/** onnxruntime's own operators (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md). */
const CONTRIBUTED = 'com.microsoft';

const HEADS = 8;
/** More tokens than any stretch of sound has. */
const POSITIONS = 512;
/** Of the layer norms. */
const EPSILON = 1e-5;
const TABLE = 'model.decoder.embed_tokens.weight_merged_0';
const FREQUENCIES = '/model/decoder/rotary_emb/Cast_1_output_0';

interface Node {
  inputs: string[];
  output: string;
  operator: string;
  field: Field;
}

/** rewriteDecoder gives the bytes of the same model without that. Throws where it is not the model that is known. */
export function rewriteDecoder(model: Buffer): Buffer {
  const fields = readFields(model).map((field) =>
    field.number === MODEL.graph ? bytesField(MODEL.graph, rewriteOuter(field)) : field.raw,
  );
  return message(...fields, bytesField(MODEL.operatorSet, message(bytesField(1, CONTRIBUTED), integerField(2, 1))));
}

/** The outer graph is one choice between two branches: the first step, which makes the keys, and all others. It holds the weights. */
function rewriteOuter(graph: Field): Buffer {
  const fields = readFields(graph.value as Buffer);
  const weights = new Map(fields.filter(({ number }) => number === GRAPH.initializer).map((field) => [tensorName(field), field]));
  const rewriteBranch = (name: string, branch: Field) =>
    name === 'then_branch' ? composeStep(branch, weights) : withoutFloatTable(branch);
  return message(...fields.map((field) => (isChoice(field) ? rewriteChoice(field, rewriteBranch) : field.raw)));
}

const isChoice = (field: Field): boolean => field.number === GRAPH.node && nodeOf(field).operator === 'If';

function rewriteChoice(choice: Field, rewriteBranch: (name: string, branch: Field) => Buffer): Buffer {
  const parts = readFields(choice.value as Buffer).map((field) => {
    if (field.number !== NODE.attribute) return field.raw;
    const attribute = readFields(field.value as Buffer);
    const [name] = texts(attribute, ATTRIBUTE.name);
    const rewritten = attribute.map((part) =>
      part.number === ATTRIBUTE.graph ? bytesField(ATTRIBUTE.graph, rewriteBranch(name!, part)) : part.raw,
    );
    return bytesField(NODE.attribute, message(...rewritten));
  });
  return bytesField(GRAPH.node, message(...parts));
}

/** The table stays bytes; what it is multiplied with becomes bytes for it, as everywhere else in this model. */
function withoutFloatTable(branch: Field): Buffer {
  const nodes = nodesOf(branch);
  const { logits, table } = wordTable(nodes);
  const [product] = multiplied(logits.inputs[0]!, table.inputs, 'logits');
  const fields = readFields(branch.value as Buffer).flatMap((field) => {
    if (field.number !== GRAPH.node) return [field.raw];
    const { output } = nodeOf(field);
    if (output === table.output) return [];
    return output === 'logits' ? [product!] : [field.raw];
  });
  return message(...fields);
}

function multiplied(by: string, weights: string[], output: string): Buffer[] {
  const graph = new GraphBuilder();
  graph.append('DynamicQuantizeMatMul', [by, ...weights], [output], [], CONTRIBUTED);
  return readFields(graph.graph(''))
    .filter(({ number }) => number === GRAPH.node)
    .map(({ raw }) => raw);
}

function wordTable(nodes: ReadonlyMap<string, Node>): { logits: Node; table: Node } {
  const logits = nodes.get('logits');
  const table = logits && nodes.get(logits.inputs[1]!);
  if (logits?.operator !== 'MatMul' || table?.operator !== 'DequantizeLinear') throw unknownModel();
  return { logits, table };
}

/**
 * composeStep is one step of a transformer decoder with a past: per layer self-attention with rotary positions, attention to what was
 * heard, and a gated feed-forward, each on the normalised sum of all before.
 */
function composeStep(branch: Field, weights: ReadonlyMap<string, Field>): Buffer {
  const nodes = nodesOf(branch);
  const { table } = wordTable(nodes);
  const frequencies = floats(weights.get(FREQUENCIES));
  const width = sizeOf(weights.get('model.decoder.norm.weight_merged_0'));
  const graph = new GraphBuilder();
  const angles = Array.from({ length: POSITIONS }, (_, position) => [...frequencies].map((frequency) => position * frequency)).flat();
  const shape = [POSITIONS, frequencies.length];
  const cosines = graph.floats('cosines', Float32Array.from(angles, Math.cos), shape);
  const sines = graph.floats('sines', Float32Array.from(angles, Math.sin), shape);
  const attends = [
    { name: 'num_heads', int: HEADS },
    { name: 'scale', float: 1 / Math.sqrt(width / HEADS) },
  ];
  const turns = [
    { name: 'interleaved', int: 1 },
    { name: 'num_heads', int: HEADS },
    { name: 'rotary_embedding_dim', int: 2 * frequencies.length },
  ];

  const linear = (input: string, name: string, bias = ''): string => {
    const product = nodes.get(`/model/decoder/${name}/MatMul_output_0_output_quantized`);
    const scales = nodes.get(`/model/decoder/${name}/MatMul_quant_scales_mul:0`);
    if (product?.operator !== 'MatMulInteger' || !scales) throw unknownModel();
    const inputs = [input, product.inputs[1]!, scales.inputs[1]!, product.inputs[3]!, ...(bias ? [bias] : [])];
    return graph.append('DynamicQuantizeMatMul', inputs, [name], [], CONTRIBUTED)[0]!;
  };
  const gain = (name: string) => `model.decoder.${name}.weight_merged_0`;
  const epsilon = { name: 'epsilon', float: EPSILON };
  /** The normalised sum, and the sum. */
  const addAndNormalise = (sum: string, more: string, name: string): string[] =>
    graph.append('SkipLayerNormalization', [sum, more, gain(name)], [name, '', '', `${name}/sum`], [epsilon], CONTRIBUTED);

  const [bytes] = graph.append('Gather', [`${TABLE}_quantized`, 'input_ids'], ['embedded_bytes']);
  let [sum] = graph.append('DequantizeLinear', [bytes!, ...table.inputs.slice(1)], ['embedded']) as string[];
  const [pastShape] = graph.append('Shape', ['past_key_values.0.decoder.key'], ['past_shape']);
  const [position] = graph.append('Gather', [pastShape!, graph.integers('length_axis', [2])], ['position']);
  const layers = [...nodes.keys()].filter((name) => /^present\.\d+\.decoder\.key$/.test(name)).length;
  let [normal] = graph.append('LayerNormalization', [sum!, gain('layers.0.input_layernorm')], ['normal'], [epsilon]) as string[];
  for (let layer = 0; layer < layers; layer++) {
    const at = `layers.${layer}`;
    const past = `past_key_values.${layer}`;
    const turned = (name: string) =>
      graph.append('RotaryEmbedding', [linear(normal!, name), position!, cosines, sines], [`${name}/turned`], turns, CONTRIBUTED)[0]!;
    const query = turned(`${at}/self_attn/q_proj`);
    const key = turned(`${at}/self_attn/k_proj`);
    const value = linear(normal!, `${at}/self_attn/v_proj`);
    const [said] = graph.append(
      'MultiHeadAttention',
      [query, key, value, '', '', '', `${past}.decoder.key`, `${past}.decoder.value`],
      [`${at}/said`, `present.${layer}.decoder.key`, `present.${layer}.decoder.value`],
      attends,
      CONTRIBUTED,
    );
    [normal, , , sum] = addAndNormalise(sum!, linear(said!, `${at}/self_attn/dense`), `${at}.post_attention_layernorm`);
    const [heard] = graph.append(
      'MultiHeadAttention',
      [linear(normal!, `${at}/encoder_attn/q_proj`), `${past}.encoder.key`, `${past}.encoder.value`],
      [`${at}/heard`],
      attends,
      CONTRIBUTED,
    );
    [normal, , , sum] = addAndNormalise(sum!, linear(heard!, `${at}/encoder_attn/dense`), `${at}.final_layernorm`);
    const up = linear(normal!, `${at}/mlp/up_proj`, `model.decoder.${at}.mlp.up_proj.bias_merged_0`);
    const [plain, gate] = graph.append('Split', [up], [`${at}/plain`, `${at}/gate`], [{ name: 'axis', int: -1 }]);
    const [open] = graph.append('QuickGelu', [gate!], [`${at}/open`], [{ name: 'alpha', float: 1 }], CONTRIBUTED);
    const [gated] = graph.append('Mul', [open!, plain!], [`${at}/gated`]);
    const down = linear(gated!, `${at}/mlp/down_proj`, `model.decoder.${at}.mlp.down_proj.bias_merged_0`);
    [normal, , , sum] = addAndNormalise(sum!, down, layer + 1 < layers ? `layers.${layer + 1}.input_layernorm` : 'norm');
  }
  const kept = [...nodes.values()].filter(({ output }) => output === table.inputs[0] || /^present\.\d+\.encoder\./.test(output));
  const outputs = readFields(branch.value as Buffer).filter(({ number }) => number === GRAPH.output);
  graph.append('DynamicQuantizeMatMul', [normal!, ...table.inputs], ['logits'], [], CONTRIBUTED);
  return message(...kept.map(({ field }) => field.raw), graph.graph('step', ...outputs.map(({ raw }) => raw)));
}

const unknownModel = () => new Error('not the decoder that is known');

const nodesOf = (graph: Field): Map<string, Node> =>
  new Map(
    readFields(graph.value as Buffer)
      .filter(({ number }) => number === GRAPH.node)
      .map(nodeOf)
      .map((node) => [node.output, node]),
  );

function nodeOf(field: Field): Node {
  const fields = readFields(field.value as Buffer);
  return {
    inputs: texts(fields, NODE.input),
    output: texts(fields, NODE.output)[0]!,
    operator: texts(fields, NODE.operator)[0]!,
    field,
  };
}

const texts = (fields: readonly Field[], number: number): string[] =>
  fields.filter((field) => field.number === number).map(({ value }) => String(value));
const tensorName = ({ value }: Field): string => texts(readFields(value as Buffer), TENSOR.name)[0]!;

/** The first dimension of a constant. */
function sizeOf(tensor: Field | undefined): number {
  const dimension = tensor && readFields(tensor.value as Buffer).find(({ number }) => number === TENSOR.dimension);
  if (typeof dimension?.value !== 'bigint') throw unknownModel();
  return Number(dimension.value);
}

function floats(tensor: Field | undefined): Float32Array {
  const raw = tensor && readFields(tensor.value as Buffer).find(({ number }) => number === TENSOR.raw)?.value;
  if (!Buffer.isBuffer(raw)) throw unknownModel();
  return new Float32Array(new Uint8Array(raw).buffer);
}
