/** 16-bit mono PCM as Float32Array in [-1, 1], to and from WAV bytes. Reads only what `flite` writes and `toWav` gives. */

/** @param {Buffer} bytes @returns {{ sampleRate: number, samples: Float32Array }} */
export function fromWav(bytes) {
  const sampleRate = bytes.readUInt32LE(24);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === 'data') {
      const count = Math.min(size, bytes.length - at - 8) >> 1;
      return { sampleRate, samples: Float32Array.from({ length: count }, (_, i) => bytes.readInt16LE(at + 8 + 2 * i) / 32768) };
    }
    at += 8 + size + (size & 1);
  }
  throw new Error('no data chunk in this WAV file');
}

/** @param {Float32Array} samples @param {number} sampleRate */
export function toWav(samples, sampleRate) {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((value, i) => {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32767), 44 + 2 * i);
  });
  return bytes;
}

/** Scales so that the loudest sample is at `peak`. @param {Float32Array} samples @param {number} peak in (0, 1] */
export function normalise(samples, peak) {
  let loudest = 0;
  for (const value of samples) loudest = Math.max(loudest, Math.abs(value));
  return loudest === 0 ? samples : samples.map((value) => (value * peak) / loudest);
}
