import { describe, expect, it } from 'vitest';
import type { ItemResult, Pass } from './item';
import { savingsMetrics } from './metrics';

const BARS = { maxLoss: 0.4, minInformativeness: 0.6, auditRate: 0.05, warmupRate: 0.5 };
const BARE = { bareMs: 900, bareOffMs: 990 };

function result(pass: Pass, id: string, own: Partial<ItemResult> = {}): ItemResult {
  return {
    pass,
    id,
    state: 'finished',
    errorCode: null,
    processingType: 'full',
    exitCheckpoint: null,
    contentType: 'news',
    routedTo: 'quality_check',
    verdict: null,
    spentMs: 1_000,
    cpuMs: 2_000,
    acquireMs: 10,
    durationSeconds: 100,
    heardSeconds: 100,
    delivered: 'text',
    quality: 0.8,
    loss: null,
    informativeness: null,
    labelFalse: null,
    factShare: null,
    rounds: [],
    ...own,
  };
}

const light = {
  processingType: 'lightweight',
  spentMs: 200,
  cpuMs: 400,
  quality: 0.7,
  loss: 0.3,
  informativeness: 0.7,
  factShare: 0.6,
  labelFalse: false,
};

function passes(on: (id: string) => Partial<ItemResult>, ids = ['a', 'b']): ItemResult[] {
  return ids.flatMap((id) => [result('off', id), result('filtering', id), result('routing', id), result('on', id, on(id))]);
}

describe('savingsMetrics', () => {
  it('knows nothing of passes that were left out', () => {
    const two = passes(() => light).filter(({ pass }) => pass === 'off' || pass === 'on');
    const metrics = savingsMetrics(two, BARE, BARS);
    expect(metrics.time_saved).toBeCloseTo(0.8);
    expect([metrics.time_saved_filtering, metrics.time_saved_routing, metrics.time_saved_exit]).toEqual([null, null, null]);
  });

  it('counts time and processor time as ratios of sums, and says which flag saved it', () => {
    const metrics = savingsMetrics(
      passes((id) => (id === 'a' ? light : {})),
      BARE,
      BARS,
    );
    expect(metrics.time_saved).toBeCloseTo(0.4);
    expect(metrics.cpu_saved).toBeCloseTo(0.4);
    expect(metrics.time_saved_filtering).toBeCloseTo(0);
    expect(metrics.time_saved_routing).toBeCloseTo(0);
    expect(metrics.time_saved_exit).toBeCloseTo(0.4);
    expect(metrics.bypass_rate).toBe(0.5);
    expect(metrics.off_over_bare).toBeCloseTo(1.1);
  });

  it('takes off what audits of the stopped items would cost', () => {
    const metrics = savingsMetrics(
      passes((id) => (id === 'a' ? light : {})),
      BARE,
      BARS,
    );
    expect(metrics.net_of_audits).toBeCloseTo(0.4 - (0.05 * 1_000) / 2_000);
    expect(metrics.net_of_audits_in_warmup).toBeCloseTo(0.4 - (0.5 * 1_000) / 2_000);
  });

  it('calls a stop false where too much was lost of an item that tells something, and never what policy sends light', () => {
    const lost = { ...light, loss: 0.5 };
    expect(
      savingsMetrics(
        passes(() => lost),
        BARE,
        BARS,
      ),
    ).toMatchObject({ false_stops: 1, judged_stops: 2 });
    expect(
      savingsMetrics(
        passes(() => ({ ...lost, informativeness: 0.5 })),
        BARE,
        BARS,
      ),
    ).toMatchObject({ false_stops: 0 });
    expect(
      savingsMetrics(
        passes(() => ({ ...lost, routedTo: 'lightweight' })),
        BARE,
        BARS,
      ),
    ).toMatchObject({
      false_stops: null,
      judged_stops: 0,
      policy_loss: 0.5,
    });
  });

  it('counts what the labels alone call lost', () => {
    const metrics = savingsMetrics(
      passes((id) => ({ ...light, labelFalse: id === 'a' })),
      BARE,
      BARS,
    );
    expect(metrics).toMatchObject({ label_false_stops: 0.5, labelled_items: 2 });
  });

  it('knows in hindsight the cheapest that lost nothing', () => {
    const rounds = [0.5, 0.2].map((loss, i) => ({
      heardShare: 0.2 * (i + 1),
      windows: 2 * (i + 1),
      estimated: 0.7,
      interval: { lower: 0.6, upper: 0.8 },
      completeness: 0.75,
      loss,
      labelFalse: false,
    }));
    const metrics = savingsMetrics(
      passes(() => ({ ...light, loss: 0.2, spentMs: 410, rounds })),
      BARE,
      BARS,
    );
    expect(metrics.time_saved_oracle).toBeCloseTo(1 - 410 / 1_000);
    expect(metrics.completeness_error).toBeCloseTo(0.05);
    expect(metrics.interval_coverage).toBe(1);
  });

  it('leaves out what failed with the flags off', () => {
    const results = passes(() => light).map((one) => (one.pass === 'off' && one.id === 'a' ? { ...one, state: 'failed' } : one));
    expect(savingsMetrics(results, BARE, BARS)).toMatchObject({ time_saved: 0.8, failed: { off: 1, on: 0 } });
  });
});
