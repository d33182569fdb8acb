/**
 * The published decoder does the same work over and over: each token it turns the whole embedding table from bytes into floats before it is
 * multiplied, and transposes and scales the keys of all that was heard. That is nearly half of a step. Loaded inside the speech
 * thread, so relative imports only. Field numbers are those of onnx.proto3.
 */
import { bytesField, type Field, integerField, message, readFields } from '../../onnx/protobuf';

const MODEL = { graph: 7, operatorSet: 8 } as const;
const GRAPH = { node: 1 } as const;
const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, graph: 6, integers: 8 } as const;
/** onnxruntime's own operators. */
const CONTRIBUTED = 'com.microsoft';
const INTEGER_ATTRIBUTE = integerField(20, 2);

interface Node {
  inputs: string[];
  output: string;
  operator: string;
  fields: Field[];
}

/** rewriteDecoder gives the bytes of the same model without that. Throws where it is not the model that is known. */
export function rewriteDecoder(model: Buffer): Buffer {
  const fields = readFields(model).map((field) =>
    field.number === MODEL.graph ? bytesField(MODEL.graph, rewriteOuter(field)) : field.raw,
  );
  return message(...fields, bytesField(MODEL.operatorSet, message(bytesField(1, CONTRIBUTED), integerField(2, 1))));
}

/** The outer graph is one choice between two branches: the first step, which makes the keys, and all others. */
function rewriteOuter(graph: Field): Buffer {
  return mapNodes(graph, (node) => {
    if (operatorOf(node) !== 'If') return [node.raw];
    const attributes = readFields(node.value as Buffer).map((field) => {
      if (field.number !== NODE.attribute) return field.raw;
      const parts = readFields(field.value as Buffer).map((part) =>
        part.number === ATTRIBUTE.graph ? bytesField(ATTRIBUTE.graph, rewriteBranch(part)) : part.raw,
      );
      return bytesField(NODE.attribute, message(...parts));
    });
    return [bytesField(GRAPH.node, message(...attributes))];
  });
}

function rewriteBranch(graph: Field): Buffer {
  const nodes = new Map(nodesOf(graph).map((node) => [node.output, node]));
  const replaced = new Map<string, Buffer[]>();
  const logits = nodes.get('logits');
  const table = logits && nodes.get(logits.inputs[1]!);
  if (logits?.operator !== 'MatMul' || table?.operator !== 'DequantizeLinear') throw new Error('not the decoder that is known');
  replaced.set(table.output, []);
  // The table stays bytes; what it is multiplied with becomes bytes for it, as everywhere else in this model.
  replaced.set('logits', [nodeField('DynamicQuantizeMatMul', [logits.inputs[0]!, ...table.inputs], 'logits')]);

  for (const product of nodes.values()) {
    const scaled = product.operator === 'MatMul' ? nodes.get(product.inputs[1]!) : undefined;
    const turned = scaled?.operator === 'Mul' ? nodes.get(scaled.inputs[0]!) : undefined;
    if (!scaled || turned?.operator !== 'Transpose' || !/\.encoder\.key$/.test(turned.inputs[0]!) || !swapsTheLastTwo(turned)) continue;
    // q · (kᵀ s) = (q s) · kᵀ: the one query is scaled in place of all keys, and they are read as they lie.
    const query = `${product.inputs[0]}_scaled`;
    replaced.set(turned.output, []);
    replaced.set(scaled.output, [nodeField('Mul', [product.inputs[0]!, scaled.inputs[1]!], query, [], '')]);
    replaced.set(product.output, [nodeField('FusedMatMul', [query, turned.inputs[0]!], product.output, [integerAttribute('transB', 1)])]);
  }
  return mapNodes(graph, (node) => replaced.get(outputOf(node)) ?? [node.raw]);
}

function mapNodes(graph: Field, change: (node: Field) => Buffer[]): Buffer {
  return message(...readFields(graph.value as Buffer).flatMap((field) => (field.number === GRAPH.node ? change(field) : [field.raw])));
}

function nodesOf(graph: Field): Node[] {
  return readFields(graph.value as Buffer)
    .filter(({ number }) => number === GRAPH.node)
    .map(({ value }) => {
      const fields = readFields(value as Buffer);
      return {
        inputs: texts(fields, NODE.input),
        output: texts(fields, NODE.output)[0]!,
        operator: texts(fields, NODE.operator)[0]!,
        fields,
      };
    });
}

const texts = (fields: readonly Field[], number: number): string[] =>
  fields.filter((field) => field.number === number).map(({ value }) => String(value));
const operatorOf = ({ value }: Field): string => texts(readFields(value as Buffer), NODE.operator)[0]!;
const outputOf = ({ value }: Field): string => texts(readFields(value as Buffer), NODE.output)[0]!;

function swapsTheLastTwo({ fields }: Node): boolean {
  const [permutation] = fields.filter(({ number }) => number === NODE.attribute);
  const order = permutation && readFields(permutation.value as Buffer).filter(({ number }) => number === ATTRIBUTE.integers);
  return order !== undefined && order.map(({ value }) => Number(value)).join() === '0,1,3,2';
}

function integerAttribute(name: string, value: number): Buffer {
  return bytesField(NODE.attribute, message(bytesField(ATTRIBUTE.name, name), integerField(3, value), INTEGER_ATTRIBUTE));
}

function nodeField(operator: string, inputs: string[], output: string, attributes: Buffer[] = [], domain: string = CONTRIBUTED): Buffer {
  const parts = [
    ...inputs.map((input) => bytesField(NODE.input, input)),
    bytesField(NODE.output, output),
    bytesField(NODE.operator, operator),
  ];
  return bytesField(GRAPH.node, message(...parts, ...attributes, ...(domain === '' ? [] : [bytesField(NODE.domain, domain)])));
}
