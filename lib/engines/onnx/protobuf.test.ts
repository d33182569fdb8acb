import { describe, expect, it } from 'vitest';
import { bytesField, floatField, integerField, message, readFields } from './protobuf';

// Expected bytes are from the encoding guide: https://protobuf.dev/programming-guides/encoding
describe('protobuf writer', () => {
  it.each([
    ['a small integer', integerField(1, 1), [0x08, 0x01]],
    ['an integer of two bytes', integerField(1, 150), [0x08, 0x96, 0x01]],
    ['a negative integer, ten bytes', integerField(1, -2), [0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ['a field number past 15', integerField(20, 7), [0xa0, 0x01, 0x07]],
    ['a string', bytesField(2, 'testing'), [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]],
    ['an embedded message', bytesField(3, message(integerField(1, 150))), [0x1a, 0x03, 0x08, 0x96, 0x01]],
    ['a float', floatField(2, 1), [0x15, 0x00, 0x00, 0x80, 0x3f]],
  ])('writes %s', (_, bytes, expected) => {
    expect([...bytes]).toEqual(expected);
  });
});

describe('protobuf reader', () => {
  it('reads what was written, and hands on what it does not know as it stands', () => {
    const written = message(integerField(1, 150), bytesField(3, 'testing'), floatField(20, 1));
    const fields = readFields(written);
    expect(fields.map(({ number }) => number)).toEqual([1, 3, 20]);
    expect(fields[0]!.value).toBe(150n);
    expect(String(fields[1]!.value)).toBe('testing');
    expect(message(...fields.map(({ raw }) => raw)).equals(written)).toBe(true);
  });

  it.each([
    ['a field that goes past the end', [0x12, 0x07, 0x74]],
    ['a key without a value', [0x08]],
    ['an unknown wire type', [0x0f]],
  ])('refuses %s', (_, bytes) => {
    expect(() => readFields(Buffer.from(bytes))).toThrow(RangeError);
  });
});
