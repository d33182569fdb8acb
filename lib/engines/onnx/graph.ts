/**
 * GraphBuilder assembles an ONNX model, or a branch of one (https://onnx.ai/onnx/repo-docs/IR.html): nodes in order, constants ("initializers"), inputs and
 * outputs. Field numbers below are those of onnx.proto3; each message is written once, by the function that bears its name.
 */
import { bytesField, floatField, integerField, message } from './protobuf';

/** TensorProto.DataType */
const DATA_TYPES = { float32: 1, int8: 3, int64: 7 } as const;
export type DataType = keyof typeof DATA_TYPES;

/** AttributeProto.AttributeType */
const ATTRIBUTE_TYPES = { float: 1, int: 2, ints: 7 } as const;

export type Attribute = { name: string } & ({ float: number } | { int: number } | { ints: number[] });

/** A named edge of the graph: the output of a node, a constant or an input. */
export type Value = string & { readonly __brand: 'onnx-value' };

const value = (name: string) => name as Value;

function attributeProto(attribute: Attribute): Buffer {
  const name = bytesField(1, attribute.name);
  if ('float' in attribute) return message(name, floatField(2, attribute.float), integerField(20, ATTRIBUTE_TYPES.float));
  if ('int' in attribute) return message(name, integerField(3, attribute.int), integerField(20, ATTRIBUTE_TYPES.int));
  return message(name, ...attribute.ints.map((item) => integerField(8, item)), integerField(20, ATTRIBUTE_TYPES.ints));
}

function tensorProto(name: string, type: DataType, shape: number[], data: ArrayBufferView): Buffer {
  // raw_data is little-endian by definition, as are typed arrays on every platform onnxruntime runs on.
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message(...shape.map((size) => integerField(1, size)), integerField(2, DATA_TYPES[type]), bytesField(8, name), bytesField(9, raw));
}

/** A dimension is a size or, for one that varies, a name. */
function valueInfoProto(name: string, type: DataType, shape: (number | string)[]): Buffer {
  const dimensions = shape.map((size) => bytesField(1, typeof size === 'string' ? bytesField(2, size) : integerField(1, size)));
  const tensorType = message(integerField(1, DATA_TYPES[type]), bytesField(2, message(...dimensions)));
  return message(bytesField(1, name), bytesField(2, bytesField(1, tensorType)));
}

export class GraphBuilder {
  readonly #nodes: Buffer[] = [];
  readonly #constants: Buffer[] = [];
  readonly #inputs: Buffer[] = [];
  readonly #outputs: Buffer[] = [];

  input(name: string, type: DataType, shape: (number | string)[]): Value {
    this.#inputs.push(bytesField(11, valueInfoProto(name, type, shape)));
    return value(name);
  }

  /** Exposes `source` under `name`. */
  output(name: string, source: Value, shape: (number | string)[]): void {
    this.append('Identity', [source], [name]);
    this.#outputs.push(bytesField(12, valueInfoProto(name, 'float32', shape)));
  }

  constant(name: string, type: DataType, shape: number[], data: ArrayBufferView): Value {
    this.#constants.push(bytesField(5, tensorProto(name, type, shape, data)));
    return value(name);
  }

  floats(name: string, data: Float32Array, shape = [data.length]): Value {
    return this.constant(name, 'float32', shape, data);
  }

  /** A list of integers, or with `shape` [] a scalar. */
  integers(name: string, data: number[], shape = [data.length]): Value {
    return this.constant(name, 'int64', shape, BigInt64Array.from(data, BigInt));
  }

  /** Adds one operator with one output. `domain` names a non-standard operator set. */
  node(operator: string, inputs: Value[], attributes: Attribute[] = [], domain = ''): Value {
    return this.append(operator, inputs, [`${operator}_${this.#nodes.length}`], attributes, domain)[0]!;
  }

  /** Adds one operator and names what it gives. An input or output named '' is left out. */
  append(operator: string, inputs: string[], outputs: string[], attributes: Attribute[] = [], domain = ''): Value[] {
    const proto = message(
      ...inputs.map((input) => bytesField(1, input)),
      ...outputs.map((output) => bytesField(2, output)),
      bytesField(4, operator),
      ...attributes.map((attribute) => bytesField(5, attributeProto(attribute))),
      ...(domain === '' ? [] : [bytesField(7, domain)]),
    );
    this.#nodes.push(bytesField(1, proto));
    return outputs.map(value);
  }

  /** The bytes of a GraphProto. `more`: further fields of it, as they stand. */
  graph(name: string, ...more: Buffer[]): Buffer {
    return message(...this.#nodes, bytesField(2, name), ...this.#constants, ...this.#inputs, ...this.#outputs, ...more);
  }

  /** The bytes of a ModelProto. `operatorSets` maps a domain ('' is the standard one) to its version. */
  build(name: string, operatorSets: Record<string, number>): Buffer {
    const imports = Object.entries(operatorSets).map(([domain, version]) =>
      bytesField(8, message(...(domain === '' ? [] : [bytesField(1, domain)]), integerField(2, version))),
    );
    const IR_VERSION = 9;
    return message(integerField(1, IR_VERSION), bytesField(2, 'winnow'), bytesField(7, this.graph(name)), ...imports);
  }
}
