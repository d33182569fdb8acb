import { afterEach, describe, expect, it } from 'vitest';
import { database } from '@/lib/data/client';
import { resetMetrics, undoReset } from '@/lib/data/metric-epochs';
import { findMiscounted, recountStops } from '@/lib/data/stop-entries';
import { readHourlyTotals } from '@/lib/metrics/alerts/hourly-totals';
import { fold } from '@/lib/metrics/fold';
import { readTotals } from '@/lib/metrics/read';
import * as backtest from './[rule]/backtest/route';
import { all, body, clock, deliver, errorRate, get, HOUR, MINUTE, recordRuns, rule, setUp } from './testing';

setUp();

describe('a backtest', () => {
  const hourStart = Math.floor(Date.now() / HOUR) * HOUR;
  const hoursAgo = (hours: number) => new Date(hourStart - hours * HOUR + MINUTE);

  it('says when the rule would have fired on what was recorded, folded or not', async () => {
    await recordRuns(1, 0, hoursAgo(120));
    await recordRuns(1, 6, hoursAgo(90));
    await fold();
    await recordRuns(9, 0, hoursAgo(80));
    await recordRuns(1, 40, hoursAgo(2));
    const answer = await body(backtest.GET(get('/?days=7'), rule('error_rate')));
    expect(answer).toMatchObject({ rule: 'error_rate', days: 7, sentence: 'Would have fired 2 times in the last 7 days.' });
    const end = (hours: number) => new Date(hourStart - (hours - 1) * HOUR).toISOString();
    // Pending at the end of the hour in which it got bad, firing at the next; resolved likewise.
    expect(answer.firings[0]).toMatchObject({
      from: end(89),
      to: end(79),
      severity: 'critical',
      peak: { value: 6 / 106, n: 106, at: end(89) },
    });
    expect(answer.firings[1]).toMatchObject({ from: end(1), to: null, peak: { threshold: 0.05, side: 'high' } });
    expect(answer.evaluated).toBe(7 * 24 + 1);
    expect(answer.no_data).toBeGreaterThan(0);
  });

  it('rests on hours that add up to what the window says', async () => {
    await recordRuns(1, 3, hoursAgo(30));
    await recordRuns(1, 2, hoursAgo(23));
    await fold();
    await recordRuns(1, 1, hoursAgo(1));
    const hour = hourStart / HOUR;
    const hourly = await readHourlyTotals(hour - 24, hour + 1);
    const failed = [...hourly.values()].reduce((sum, totals) => sum + totals.failed_winnow.n, 0);
    expect([failed, hourly.size]).toEqual([(await readTotals(24, {})).failed_winnow.n, 2]);
    expect(failed).toBe(3);
  });

  it('of the false stops rests on the audits, of which there are none here', async () => {
    expect(await body(backtest.GET(get('/?days=30'), rule('false_stop_rate')))).toMatchObject({
      firings: [],
      sentence: 'Would not have fired in the last 30 days.',
      evaluated: 121,
      no_data: 121,
    });
  });
});

describe('the rule on false stops', () => {
  /** Runs whose stop was judged: full ones, whose gates were recorded and not obeyed. */
  async function judged(stops: number, falseOnes: number): Promise<void> {
    await all();
    await database().$executeRaw`INSERT INTO effective_config (hash, config) VALUES ('h', '{}') ON CONFLICT DO NOTHING`;
    await database().$executeRaw`
      WITH made AS (
        INSERT INTO run (id, lineage_id, url, canonical_url, source_host, dedupe_key, effective_config_hash, config_version_number, recorded, state, finished_at)
        SELECT id, id, 'u', 'u', 'h', 'd', 'h', (SELECT max(number) FROM config_version), true, 'finished', now() - interval '1 minute'
        FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ${stops})) ids RETURNING id),
      numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM made)
      INSERT INTO loss_label (id, run_id, full_run_id, source, stop, stop_kind, decisive, pi, u, ruler, loss, informativeness, false_stop, points)
      SELECT gen_random_uuid(), id, id, 'shadow', 's', 'bypass', true, 1, place / (${stops} + 1.0), 'test', 0.5, 0.8, place <= ${falseOnes}, '[]' FROM numbered`;
    await database().$transaction(async (tx) => recountStops(tx, await findMiscounted(tx)));
  }
  afterEach(async () => {
    await database().$executeRaw`DELETE FROM run`;
    await database().$executeRaw`TRUNCATE metric_stop, metric_stop_delta`;
  });
  const falseStops = async () => (await all()).find((one) => one.rule === 'false_stop_rate')!;

  it('waits until even the lower end of the interval is beyond the bar', async () => {
    const at = clock();
    await judged(40, 4);
    await at(0);
    expect(await falseStops()).toMatchObject({ state: 'ok', value: 0.1, n: 40, threshold: null, warning_high: 0.05 });
    await judged(10, 10);
    await at(1);
    await at(6);
    expect(await falseStops()).toMatchObject({ state: 'firing', severity: 'critical', n: 50, side: 'high', threshold: 0.1 });
    expect((await falseStops()).sentence).toMatch(
      /^False-stop rate is 28 % over the last 30 d .n = 50 judged stops., and even the lower end/,
    );
    expect(await deliver()).toBe(4);
    expect(await body(backtest.GET(get('/?days=1'), rule('false_stop_rate')))).toMatchObject({ firings: [] });
  });
});

describe('after a reset', () => {
  it('nothing is known, by the rule and by its backtest, until something is recorded anew', async () => {
    const at = clock();
    await recordRuns(1, 6);
    await resetMetrics();
    await at(0);
    expect(await errorRate()).toMatchObject({ state: 'no_data', n: 0 });
    expect(await body(backtest.GET(get(), rule('error_rate')))).toMatchObject({ evaluated: 169, no_data: 169 });
    await undoReset();
    await at(1);
    expect(await errorRate()).toMatchObject({ state: 'pending', n: 106 });
  });
});
