/** Just enough of the Protocol Buffers wire format (https://protobuf.dev/programming-guides/encoding) to write an ONNX file, and to change one. */

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

function varint(value: number | bigint): Buffer {
  // Negative numbers are written as their 64-bit two's complement: ten bytes.
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Buffer.from(bytes);
}

const key = (field: number, wireType: number) => varint((field << 3) | wireType);

/** int32, int64, bool and enum fields. */
export function integerField(field: number, value: number | bigint): Buffer {
  return Buffer.concat([key(field, VARINT), varint(value)]);
}

/** A single-precision `float` field. */
export function floatField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([key(field, FIXED32), bytes]);
}

/** string, bytes and embedded-message fields. */
export function bytesField(field: number, value: string | Uint8Array): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return Buffer.concat([key(field, LENGTH_DELIMITED), varint(bytes.length), bytes]);
}

/** The body of a message: its fields one after the other. Wrap it with `bytesField` to embed it. */
export function message(...fields: Buffer[]): Buffer {
  return Buffer.concat(fields);
}

export interface Field {
  number: number;
  /** Of an integer field its value, else its bytes; shared with what was read. */
  value: bigint | Buffer;
  /** The field as it stands, key included: what is only handed on is copied whole. */
  raw: Buffer;
}

/** readFields reads the fields of a message in their order. Throws RangeError where the bytes are no message. */
export function readFields(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const readVarint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError(`a field of ${length} bytes at ${at} goes past the end`);
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const start = at;
    const tag = Number(readVarint());
    const wireType = tag & 7;
    let value: bigint | Buffer;
    if (wireType === VARINT) value = readVarint();
    else if (wireType === LENGTH_DELIMITED) value = take(Number(readVarint()));
    else if (wireType === FIXED32) value = take(4);
    else if (wireType === FIXED64) value = take(8);
    else throw new RangeError(`no wire type: ${wireType}`);
    fields.push({ number: tag >>> 3, value, raw: bytes.subarray(start, at) });
  }
  return fields;
}
