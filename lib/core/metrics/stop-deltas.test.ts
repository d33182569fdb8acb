import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STOP_MEASURES, type StopEntry, stepOf, stopDeltas } from './stop-deltas';

describe('the step of a probability', () => {
  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  it('rises with it, so that a lower step is a smaller probability', () => {
    fc.assert(fc.property(probability, probability, (a, b) => a >= b || stepOf(a) <= stepOf(b)));
  });
  it('is one of its own for each two digits', () => {
    expect([1, 0.99, 0.5, 0.05, 0.049, 0.01].map(stepOf)).toEqual([0, -1, -50, -140, -141, -180]);
    expect(stepOf(0)).toBeLessThan(stepOf(1e-9));
  });
});

const ENTRY: StopEntry = {
  epoch: 1,
  hour: 500_000,
  configVersion: '3',
  contentType: 'news',
  kind: 'early_exit',
  checkpoint: 'post_download',
  drawnPi: 0.05,
  verdict: 'false',
  pi: 0.05,
  u: 0.0123,
  loss: 0.75,
  spentMs: 1_234,
};

describe('what a stop adds', () => {
  it('is counted where its π and its u are, in millionths of 1/π', () => {
    expect(
      stopDeltas(ENTRY).map(({ kind, step, sums }) => [kind, step, STOP_MEASURES.flatMap((m) => (sums[m] ? [[m, sums[m]]] : []))]),
    ).toEqual([
      ['early_exit', stepOf(0.05), [['drawn', 1]]],
      [
        'early_exit',
        stepOf(0.0123),
        [
          ['judged', 1],
          ['falseStops', 1],
          ['weight', 20_000_000],
          ['falseWeight', 20_000_000],
          ['lossWeight', 15_000_000],
        ],
      ],
      ['', 0, [['spentMs', 1_234]]],
    ]);
  });
  it('of an audit that failed is that it failed, and of one that was not judged that it was drawn', () => {
    const failed = stopDeltas({ ...ENTRY, verdict: 'failed', loss: null, spentMs: 0 });
    expect(failed.map(({ sums }) => [sums.drawn, sums.failed, sums.judged, sums.weight])).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]);
    expect(stopDeltas({ ...ENTRY, verdict: null, spentMs: 0 })).toHaveLength(1);
    expect(stopDeltas({ ...ENTRY, drawnPi: null, verdict: null, spentMs: 0 })).toEqual([]);
  });
  it('is taken off again whole', () => {
    const sums = [...stopDeltas(ENTRY), ...stopDeltas(ENTRY, -1)].reduce(
      (sum, one) => sum + STOP_MEASURES.reduce((n, m) => n + one.sums[m], 0),
      0,
    );
    expect(sums).toBe(0);
  });
});
