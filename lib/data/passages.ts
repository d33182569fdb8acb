import { newId } from '@/lib/base/ids';
import { storable, type Tx } from './client';

export interface NewPassage {
  segmentIndex: number;
  startSeconds: number | null;
  endSeconds: number | null;
  text: string;
  model: string;
  /** Unit vector. */
  embedding: Float32Array;
}

/** replacePassages stores a run's passages. What any run of the same item left is replaced, so that nothing is remembered twice. */
export async function replacePassages(tx: Tx, runId: string, canonicalUrl: string, passages: NewPassage[]): Promise<void> {
  await tx.passage.deleteMany({ where: { run: { canonicalUrl } } });
  if (passages.length === 0) return;
  await tx.passage.createMany({
    data: passages.map((passage, seq) => ({
      id: newId(),
      runId,
      seq,
      segmentIndex: passage.segmentIndex,
      startSeconds: passage.startSeconds,
      endSeconds: passage.endSeconds,
      text: storable(passage.text),
      model: passage.model,
      dimension: passage.embedding.length,
      embedding: vectorToBytes(passage.embedding),
    })),
  });
}

/** Vectors are stored as little-endian float32. */
export function vectorToBytes(vector: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(vector.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of vector.entries()) view.setFloat32(i * 4, value, true);
  return bytes;
}

export function bytesToVector(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(i * 4, true));
}
