import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { AlertEventView, AlertView } from '@/lib/core/alerts/views';
import type { DeliveryView } from '@/lib/core/deliveries/views';
import { Alerts, summary } from './alerts-view';
import { Runbooks } from './runbooks';

const AT = '2026-01-05T12:00:00.000Z';

const view = (over: Partial<AlertView> = {}): AlertView => ({
  rule: 'error_rate',
  label: 'Error rate',
  state: 'ok',
  severity: null,
  since: AT,
  noDataSince: null,
  value: 0.004,
  n: 412,
  interval: { lower: 0.001, upper: 0.01 },
  target: 0,
  criticalLow: null,
  warningLow: null,
  warningHigh: 0.01,
  criticalHigh: 0.05,
  threshold: null,
  side: null,
  windowHours: 24,
  minSamples: 30,
  sentence: 'Error rate is 0.4 %, within its bars.',
  advice: null,
  runbook: null,
  lastNotifiedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  silencedUntil: null,
  evaluatedAt: AT,
  configVersion: 1,
  ...over,
});
const FIRING: Partial<AlertView> = { state: 'firing', severity: 'critical', value: 0.07, side: 'high', threshold: 0.05 };

const event = (over: Partial<AlertEventView> = {}): AlertEventView => ({
  id: '1',
  rule: 'error_rate',
  label: 'Error rate',
  type: 'firing',
  severity: 'critical',
  at: AT,
  value: 0.07,
  n: 412,
  threshold: 0.05,
  message: 'Fires.',
  notified: true,
  by: null,
  ...over,
});
const delivery = (over: Partial<DeliveryView> = {}): DeliveryView => ({
  id: '1',
  target: 'slack',
  kind: 'alert',
  runId: null,
  title: 'Critical: Error rate is too high: 7 %',
  state: 'delivered',
  attempts: 1,
  createdAt: AT,
  nextTryAt: null,
  deliveredAt: AT,
  failedAt: null,
  lastError: null,
  ...over,
});

function html(alerts: AlertView[], events: AlertEventView[] = [], deliveries: DeliveryView[] = []): string {
  const page: ReactElement = createElement(Alerts, {
    initial: alerts,
    initialHistory: { events, nextCursor: null },
    initialDeliveries: { deliveries, nextCursor: null },
  });
  return renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, page));
}
const text = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('a rule', () => {
  it('that is within its bars says value, window, n and bars, and asks nothing', () => {
    const shown = text(html([view()]));
    expect(shown).toContain('0.4 % last 24 h, n = 412');
    expect(shown).toContain('Target 0 %. Warning above 1 %, critical above 5 %.');
    expect(shown).not.toContain('What to do');
    expect(shown).not.toContain('Acknowledge');
    expect(shown).toContain('Silence');
  });

  it('that fires says what to do, links its runbook, and can be acknowledged once', () => {
    const markup = html([view({ ...FIRING, advice: 'Run winnow doctor.', runbook: 'error_rate-high' })]);
    expect(text(markup)).toContain('Firing, critical');
    expect(text(markup)).toContain('What to do: Run winnow doctor.');
    expect(markup).toContain('href="/alerts/runbooks#error_rate-high"');
    expect(text(markup)).toContain('Acknowledge');
    const taken = text(html([view({ ...FIRING, acknowledgedAt: AT, acknowledgedBy: 'web' })]));
    expect(taken).toContain('acknowledged');
    expect(taken).not.toContain('Acknowledge ');
  });

  it('that is silenced offers to end that', () => {
    const shown = text(html([view({ silencedUntil: '2126-01-05T12:00:00.000Z' })]));
    expect(shown).toContain('silenced, ends');
    expect(shown).toContain('End silence');
  });

  it('without bars or data is shown all the same', () => {
    const shown = text(
      html([view({ value: null, n: 0, interval: null, warningHigh: null, criticalHigh: null, target: null, state: 'no_data' })]),
    );
    expect(shown).toContain('No data');
    expect(shown).toContain('No bars.');
  });
});

describe('the page', () => {
  it('says first whether anything fires', () => {
    expect(summary([view(), view(FIRING)])).toBe('1 rule firing: error rate');
    expect(summary([view(), view({ state: 'pending' })])).toBe('Nothing is firing, 1 rule pending');
    expect(summary([view({ state: 'no_data' })])).toBe('Too few runs yet for any rule to say something.');
    expect(summary([view({ state: 'no_data', evaluatedAt: null })])).toContain('Is a worker running?');
  });

  it('says of an empty history and of no deliveries what would be there', () => {
    const shown = text(html([view()]));
    expect(shown).toContain('no rule has left its bars');
    expect(shown).toContain('Nothing has been sent yet.');
  });

  it('shows what happened, who did it, and what was told', () => {
    const shown = text(html([view()], [event(), event({ id: '2', type: 'acknowledged', notified: false, by: 'web' })]));
    expect(shown).toMatch(/Firing\s+Error rate .*, told/);
    expect(shown).toContain(', by web');
  });

  it('shows a delivery that was given up with its reason, and offers to send again what is not waiting', () => {
    const failed = delivery({
      id: '2',
      state: 'failed',
      attempts: 10,
      deliveredAt: null,
      failedAt: AT,
      lastError: 'answered 404: <b>no_team</b>',
    });
    const markup = html([view()], [], [delivery(), failed, delivery({ id: '3', state: 'waiting', deliveredAt: null })]);
    expect(text(markup)).toContain('after 10 tries');
    expect(markup).toContain('answered 404: &lt;b&gt;no_team&lt;/b&gt;');
    expect(markup.match(/Send again to Slack/g)).toHaveLength(2);
  });
});

it('a runbook is a section that its alert can point at', () => {
  const blocks = [{ kind: 'list' as const, items: [[{ kind: 'code' as const, text: 'winnow doctor' }]] }];
  const markup = renderToStaticMarkup(
    createElement(Runbooks, { sections: [{ heading: 'error_rate high', anchor: 'error_rate-high', blocks }] }),
  );
  expect(markup).toContain('id="error_rate-high"');
  expect(markup).toMatch(/<ol.*<li><code[^>]*>winnow doctor<\/code><\/li>/);
});
