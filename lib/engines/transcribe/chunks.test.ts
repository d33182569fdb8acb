import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planChunks } from './chunks';
import { join, noise, silence } from './testing/sounds';
import { totalSeconds } from './vad/speech';

const region = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

describe('planChunks', () => {
  it('has nothing to plan without speech', () => {
    expect(planChunks([], silence(10))).toEqual([]);
  });

  it('keeps neighbours together and leaves out long gaps, with a margin around each chunk', () => {
    const chunks = planChunks([region(1, 2), region(3.5, 4), region(10, 11)], silence(11.2));
    expect(chunks.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
      [0.5, 4.5],
      [9.5, 11.2],
    ]);
    expect(chunks[0]!.regions).toEqual([region(1, 2), region(3.5, 4)]);
  });

  it('cuts what is too long for the recogniser at a pause', () => {
    const pcm = join(noise(21, 1), silence(0.5), noise(20, 2));
    const chunks = planChunks([region(0, 41.5)], pcm);
    expect(chunks).toHaveLength(2);
    expect(chunks[0]!.endSeconds).toBeGreaterThan(21);
    expect(chunks[0]!.endSeconds).toBeLessThan(21.5);
    expect(chunks[1]!.startSeconds).toBe(chunks[0]!.endSeconds);
  });

  it('loses no speech, doubles none, and has no chunk over 30 s', () => {
    const lengths = fc.array(fc.tuple(fc.double({ min: 0.3, max: 45, noNaN: true }), fc.double({ min: 0.05, max: 4, noNaN: true })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(lengths, (parts) => {
        let at = 0;
        const regions = parts.map(([speech, pause]) => {
          const start = at + pause;
          at = start + speech;
          return region(start, at);
        });
        const chunks = planChunks(regions, silence(at));
        const heard = chunks.flatMap((chunk) => chunk.regions);
        expect(heard.reduce((sum, r) => sum + r.endSeconds - r.startSeconds, 0)).toBeCloseTo(totalSeconds(regions), 3);
        let reached = 0;
        for (const chunk of chunks) {
          expect(chunk.startSeconds).toBeGreaterThanOrEqual(reached - 1e-6);
          expect(chunk.endSeconds - chunk.startSeconds).toBeLessThanOrEqual(30 + 0.05);
          reached = chunk.endSeconds;
        }
      }),
      { numRuns: 40 },
    );
  });
});
