/** Just enough of the Protocol Buffers wire format (https://protobuf.dev/programming-guides/encoding) to write an ONNX file. */

const VARINT = 0;
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
