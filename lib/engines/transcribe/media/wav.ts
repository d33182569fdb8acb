/** readWav16 takes apart the WAV of 16-bit samples that ffmpeg writes to a pipe (its sizes are unknown then, so the end is the end): PCM in [-1, 1). */
export function readWav16(wav: Buffer): Float32Array[] {
  let channels = 0;
  for (let at = 12; at + 8 <= wav.length; ) {
    const id = wav.toString('latin1', at, at + 4);
    const size = wav.readUInt32LE(at + 4);
    if (id === 'fmt ') channels = wav.readUInt16LE(at + 10);
    if (id === 'data') return deinterleave(wav.subarray(at + 8), channels);
    at += 8 + size + (size % 2);
  }
  return [];
}

function deinterleave(bytes: Buffer, channels: number): Float32Array[] {
  const frames = channels === 0 ? 0 : Math.floor(bytes.length / (2 * channels));
  // Copied, for a view of 16-bit integers must begin at a multiple of two.
  const samples = new Int16Array(frames * channels);
  Buffer.from(samples.buffer).set(bytes.subarray(0, samples.byteLength));
  return Array.from({ length: channels }, (_, channel) => {
    const own = new Float32Array(frames);
    for (let i = 0; i < frames; i++) own[i] = samples[i * channels + channel]! / 32_768;
    return own;
  });
}

/** toWav16 wraps mono PCM as a 16-bit WAV file. */
export function toWav16(pcm: Float32Array, sampleRate: number): Buffer {
  const wav = Buffer.alloc(44 + 2 * pcm.length);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + 2 * pcm.length, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(2 * sampleRate, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(2 * pcm.length, 40);
  for (let i = 0; i < pcm.length; i++) wav.writeInt16LE(Math.round(Math.max(-1, Math.min(1, pcm[i]!)) * 32_767), 44 + 2 * i);
  return wav;
}
