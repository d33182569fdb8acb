import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { cardsOf } from './cards';
import { CheckpointsPanel } from './checkpoints-panel';
import { ContentTypesPanel } from './content-types-panel';
import { MetricCard } from './metric-card';
import { NothingYet, NotRecording } from './notices';
import { momentWords, processingRows, tickWords } from './rows';
import { METRICS, NOTHING, VIEW } from './sample-view';
import { SuccessCard } from './success-card';

const html = (element: ReactElement) => renderToStaticMarkup(element);
const text = (element: ReactElement) =>
  html(element)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('a card', () => {
  it.each([
    [0.2, 'Critical'],
    [0.45, 'Warning'],
    [0.6, 'Normal'],
  ])('at a bypass rate of %d says it in a word: %s', (bypassRate, word) => {
    const bars = { metric: 'bypass_rate', target: 0.6, warningLow: 0.5, criticalLow: 0.4, warningHigh: null, criticalHigh: null };
    const metrics = { ...METRICS, bypassRate };
    const card = cardsOf({ overallMetrics: metrics, previous: { ...METRICS, bypassRate: 0.3 }, targets: [bars] })[1]!;
    const shown = text(createElement(MetricCard, { card, before: 'the 24 hours before' }));
    expect(shown).toContain(word);
    expect(shown).toContain(`${bypassRate < 0.3 ? 'Worse' : 'Better'} , was 30 % in the 24 hours before`);
  });
});

describe('the operating targets', () => {
  it('say of each whether it is met', () => {
    const shown = text(createElement(SuccessCard, { view: VIEW }));
    expect(shown).toContain('3 of 5 met');
    expect(shown).toContain('Quality score above 0.70 0.68 Missed');
    expect(shown).toContain('Uptime above 99 %, of 1,440 min &gt; 99.9 % Met');
  });

  it('miss nothing before anything is known', () => {
    const view = { ...VIEW, overallMetrics: { ...METRICS, ...NOTHING }, uptime: { share: null, minutes: 0 } };
    const shown = text(createElement(SuccessCard, { view }));
    expect(shown).toContain('0 of 5 met');
    expect(shown).not.toContain('Missed');
  });
});

describe('a chart’s panel', () => {
  it('has every row in the table behind it, before any script runs', () => {
    const shown = text(createElement(ContentTypesPanel, { types: VIEW.contentTypeBreakdown, period: 'the last 24 hours' }));
    expect(shown).toContain('News 70 50 % 0.70 10 s');
    expect(shown).toContain('30 83 % – –');
  });

  it('shows a stranger’s words as words', () => {
    for (const part of [
      createElement(CheckpointsPanel, { view: VIEW, period: 'the last 24 hours' }),
      createElement(ContentTypesPanel, { types: VIEW.contentTypeBreakdown, period: 'the last 24 hours' }),
    ]) {
      expect(html(part)).not.toContain('<img');
      expect(html(part)).toContain('&lt;img src=x onerror=alert(1)&gt; =1+1');
    }
  });

  it('puts no style into the page, which its policy would refuse', () => {
    expect(html(createElement(CheckpointsPanel, { view: VIEW, period: 'the last 24 hours' }))).not.toContain('style=');
  });

  it('says how many of those that came to a checkpoint ended there, and what was expected', () => {
    const shown = text(createElement(CheckpointsPanel, { view: VIEW, period: 'the last 24 hours' }));
    expect(shown).toContain('10 of 100 that came there ended (10 %), mean confidence 0.84, 1 false stop of 4 audited');
    expect(shown).toContain('After acquiring 10 100 10 % 10 % 5 %');
  });
});

describe('an empty window', () => {
  const shown = (props: { isRecording: boolean; showAll: (() => void) | null }) =>
    text(createElement(NothingYet, { period: 'the last 24 hours', ...props }));

  it('says what to do next, and no more than can be done', () => {
    expect(shown({ isRecording: true, showAll: null })).toContain('Submit something');
    expect(shown({ isRecording: false, showAll: null })).not.toContain('Submit something');
    expect(shown({ isRecording: true, showAll: () => undefined })).toContain('Show everything');
    expect(shown({ isRecording: true, showAll: null })).not.toContain('Show everything');
  });
});

it('where nothing is recorded, the page says how to turn it on', () => {
  expect(text(createElement(NotRecording))).toContain('ENABLE_DASHBOARD_METRICS=1');
});

describe('rows', () => {
  it('say how all runs ended, failed ones included', () => {
    const rows = processingRows(METRICS);
    expect(rows.map(({ type, count }) => [type, count])).toEqual([
      ['full', 30],
      ['lightweight', 60],
      ['early_exit', 10],
      ['failed_winnow', 6],
      ['failed_source', 2],
    ]);
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(processingRows({ ...METRICS, ...NOTHING })).toEqual([]);
  });

  it('name moments in UTC, whatever the reader’s clock', () => {
    const at = Date.parse('2025-11-23T00:00:00Z');
    expect([momentWords(at, true), momentWords(at, false), tickWords(at, 24), tickWords(at, 720)]).toEqual([
      '23 Nov',
      '23 Nov, 00:00',
      '00:00',
      '23 Nov',
    ]);
  });
});
