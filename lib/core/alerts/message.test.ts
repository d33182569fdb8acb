import { describe, expect, it } from 'vitest';
import { evaluateRule, type Sample } from './evaluate';
import { alertRule, HOUR, MINUTE } from './fixture';
import { messageOf, sentenceOf } from './message';
import { newAlert, step } from './states';
import { formatTime, formatValue, formatWindow, METRIC_WORDS } from './words';

const START = Date.parse('2026-01-05T12:00:00Z');
const rule = alertRule();
const sample = (value: number): Sample => ({ value, n: 412, interval: { lower: value * 0.9, upper: value * 1.1 } });

/** The message of the last event of a series of values, an hour apart. */
function lastMessage(values: number[], of = rule) {
  let alert = newAlert(START);
  let now = START;
  let message = null;
  for (const value of values) {
    now += HOUR;
    const observation = evaluateRule(sample(value), of);
    const moved = step(alert, observation.level, now, of);
    alert = moved.alert;
    for (const event of moved.events) message = messageOf({ rule: of, alert, event, sample: sample(value), observation, now }) ?? message;
  }
  return message;
}

describe('a message', () => {
  it('says value, threshold, window, n, since when, what to do and where to read on', () => {
    expect(lastMessage([0.062, 0.062])).toEqual({
      rule: 'error_rate',
      type: 'firing',
      severity: 'critical',
      title: 'Critical: Error rate is too high: 6.2 %',
      summary:
        'Error rate is 6.2 % over the last 24 h (n = 412 runs that finished or failed here), above the critical bar of 5 %. Firing since 14:00 UTC.',
      advice: METRIC_WORDS.error_rate.advice.high,
      runbook: 'error_rate-high',
      value: 0.062,
      threshold: 0.05,
      side: 'high',
      windowHours: 24,
      n: 412,
      since: '2026-01-05T14:00:00.000Z',
      at: '2026-01-05T14:00:00.000Z',
    });
  });

  it('of a reminder says that it goes on, and since when', () => {
    expect(lastMessage([0.06, 0.06, 0.06, 0.06, 0.06, 0.06])).toMatchObject({
      type: 'reminder',
      title: 'Critical: Error rate is still too high: 6 %',
      since: '2026-01-05T14:00:00.000Z',
      at: '2026-01-05T18:00:00.000Z',
    });
  });

  it('that all is well again says how long the cool-down lasts, and asks nothing of anybody', () => {
    expect(lastMessage([0.02, 0.02, 0, 0])).toMatchObject({
      type: 'resolved',
      severity: 'warning',
      title: 'Resolved: Error rate is within its bars: 0 %',
      summary: expect.stringContaining('If it comes back before 2026-01-06 02:00 UTC, it is told again only then, unless it is worse.'),
      advice: null,
      runbook: null,
      threshold: null,
    });
  });

  it('of a rule that fires on the lower bound names the end that crossed', () => {
    const cautious = alertRule({ firesOn: 'lower_bound' });
    expect(lastMessage([0.062, 0.062], cautious)?.summary).toContain(
      'and even the lower end of its 95 % interval, 5.6 %, is above the critical bar of 5 %',
    );
  });

  it('is made only of events that are to be told', () => {
    const observation = evaluateRule(sample(0.06), rule);
    const { alert, events } = step(newAlert(START), observation.level, START + MINUTE, rule);
    expect(events.map((event) => messageOf({ rule, alert, event, sample: sample(0.06), observation, now: START }))).toEqual([null]);
  });
});

describe('the sentence of a rule', () => {
  it.each([
    [sample(0.002), 'Error rate is 0.2 % over the last 24 h (n = 412 runs that finished or failed here), within its bars.'],
    [sample(0.02), 'Error rate is 2 % over the last 24 h (n = 412 runs that finished or failed here), above the warning bar of 1 %.'],
    [{ ...sample(0.9), n: 3 }, '3 of the 30 runs that finished or failed here that are needed to say anything, in the last 24 h.'],
    [null, '0 of the 30 runs that finished or failed here that are needed to say anything, in the last 24 h.'],
  ])('%#', (of, sentence) => expect(sentenceOf(rule, of, evaluateRule(of, rule))).toBe(sentence));
});

describe('numbers and times', () => {
  it.each([
    ['error_rate', 0.0123, '1.2 %'],
    ['time_savings_avg', -0.05, '−5 %'],
    ['time_savings_avg', -0.0001, '0 %'],
    ['quality_score_avg', 0.684, '0.68'],
  ] as const)('%s %d is %s', (metric, value, text) => expect(formatValue(metric, value)).toBe(text));

  it('name days where a day is meant', () => {
    expect([24, 48, 72, 720, 50].map(formatWindow)).toEqual(['24 h', '48 h', '3 d', '30 d', '50 h']);
    expect(formatTime(START, START)).toBe('12:00 UTC');
    expect(formatTime(START, START + 13 * HOUR)).toBe('2026-01-05 12:00 UTC');
  });
});
