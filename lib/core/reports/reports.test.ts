import { describe, expect, it } from 'vitest';
import type { AlertView } from '@/lib/core/alerts/views';
import type { OverallMetricsView } from '@/lib/core/metrics/views';
import type { WhatIf } from '@/lib/core/tuning/views';
import type { ReportData } from './data';
import { deploymentGuide } from './deployment-guide';
import { monitoringPlaybook } from './monitoring-playbook';
import { troubleshootingRunbooks } from './troubleshooting';

const AT = '2026-03-01T12:30:45.000Z';
const estimate = (value: number | null) => ({
  value,
  interval: value === null ? null : { lower: value - 0.05, upper: value + 0.05 },
  n: 210,
});

const metrics: OverallMetricsView = {
  totalProcessed: 210,
  qualityBypassed: 120,
  earlyExits: 30,
  fullProcessing: 60,
  bypassRate: 0.571,
  earlyExitRate: 0.333,
  avgTimeSavings: 0.62,
  totalTimeSavedHours: 41.25,
  failed: 4,
  failedSource: 3,
  errorRate: 0.0047,
  avgQualityScore: 0.74,
  falseStopRate: 0.04,
  falseStopCi: { lower: 0.01, upper: 0.11 },
  avgProcessingTime: 60,
  p50ProcessingTime: 50,
  p95ProcessingTime: 200,
  apiCalls: 0,
  apiCallsSavedPct: null,
  costUsd: 0,
  costUnknownRuns: 0,
  costSavedUsd: 0,
  timeSavedRuns: 190,
  qualityScoreRuns: 180,
  judgedStops: 55,
};

const what = (share: number): WhatIf => ({
  runs: 210,
  unknown: { runs: 0, share: 0, reasons: [] },
  estimatedFromAudits: 0,
  counts: { full: 60, lightweight: 120, early_exit: 30 },
  bypassRate: estimate(share),
  earlyExitRate: estimate(0.33),
  exits: [],
  timeSaved: estimate(0.62),
  timeSavedHours: 41,
  deliveredQuality: estimate(0.74),
  falseStops: { ...estimate(0.04), judged: 55, falseStops: 2, failed: 0 },
});

const alert: AlertView = {
  rule: 'bypass_rate',
  label: 'Bypass rate',
  state: 'firing',
  severity: 'critical',
  since: AT,
  noDataSince: null,
  value: 0.2,
  n: 50,
  interval: null,
  target: 0.6,
  warningLow: 0.5,
  criticalLow: 0.4,
  warningHigh: 0.8,
  criticalHigh: null,
  threshold: 0.4,
  side: 'low',
  windowHours: 24,
  minSamples: 30,
  sentence: 'Bypass rate is 20 % over the last 24 h (n = 50 finished runs), below the critical bar of 40 %.',
  advice: 'Open recent full runs.',
  runbook: 'bypass_rate-low',
  lastNotifiedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  silencedUntil: null,
  evaluatedAt: AT,
  configVersion: 3,
};

const HOSTILE = '<script>alert(1)</script> | **bold** [link](http://x) `code`\n# heading';

const data: ReportData = {
  generatedAt: AT,
  address: 'http://localhost:8000',
  config: {
    version: {
      number: 3,
      author: 'web',
      note: HOSTILE,
      createdAt: AT,
      contentHash: 'a'.repeat(64),
      active: true,
      activatedAt: AT,
      basedOn: 2,
      changes: [],
      runs: 210,
    },
    pinned: null,
    settings: [
      {
        key: 'quality_filtering.thresholds.min_overall',
        value: 0.65,
        versionValue: 0.65,
        default: 0.65,
        origin: 'config_version',
        variable: null,
      },
      {
        key: 'quality_filtering.enabled',
        value: false,
        versionValue: true,
        default: true,
        origin: 'environment',
        variable: 'ENABLE_QUALITY_FILTERING',
      },
    ],
    sources: [],
    files: [
      {
        section: 'early_exit',
        file: 'early_exit.yaml',
        state: 'faulty',
        faults: [{ file: 'early_exit.yaml', line: 4, column: 1, key: 'checkpoints', message: 'expected a mapping' }],
      },
    ],
    watch: null,
  },
  performance: {
    overallMetrics: metrics,
    previous: null,
    contentTypeBreakdown: [],
    checkpointAnalytics: [
      {
        checkpointName: 'post_download',
        exitCount: 30,
        exitRate: 0.143,
        topExitReasons: [{ reason: HOSTILE, count: 30 }],
        avgConfidence: 0.9,
        reached: 210,
        audited: 10,
        falseStops: 1,
      },
    ],
    qualityTrends: [],
    targets: [],
    checkpointExpectations: [{ checkpointName: 'post_download', expect: 0.05 }],
    llmCache: { asked: 0, exact: 0, similar: 0, hitRate: null },
    uptime: { share: null, minutes: 0 },
    configVersions: ['3'],
    recording: true,
    epoch: { startedAt: AT, canUndo: false },
    generatedAt: AT,
  },
  alerts: [alert],
  backtests: [
    {
      rule: 'bypass_rate',
      days: 7,
      firings: Array.from({ length: 6 }, () => ({
        from: AT,
        to: AT,
        severity: 'critical' as const,
        notifications: 1,
        peak: { at: AT, value: 0.1, n: 50, threshold: 0.4, side: 'low' as const },
      })),
      evaluated: 100,
      noData: 25,
      sentence: 'Would have fired 6 times in the last 7 days',
    },
  ],
  events: [],
  recommendation: {
    promise: { falseStopRate: 0.05, confidence: 0.95 },
    data: { runs: 210, audits: 55, shadow: 60, from: AT, to: AT, configVersion: 3, ruler: '2' },
    baseline: { complete: true, items: [] },
    settings: { 'quality_filtering.thresholds.min_overall': 0.55 },
    sentence: 'Lower the overall bar to 0.55.',
    auditsNeeded: null,
    expected: what(0.7),
    current: what(0.57),
    curve: [],
  },
  conditions: {
    promise: { falseStopRate: 0.05, confidence: 0.95 },
    conditions: [
      {
        key: 'k',
        checkpoint: 'post_download',
        condition: 'duration_seconds < 60',
        name: 'short',
        reason: 'short',
        declaredConfidence: 0.9,
        minConfidence: 0.85,
        state: 'suspended',
        since: AT,
        fires: false,
        heldBackBecause: 'its evidence speaks against it',
        posterior: { mean: 0.7, interval: { lower: 0.6, upper: 0.8 } },
        labels: 40,
        falseStops: 12,
        stopped: 90,
        meanLoss: 0.4,
        evidenceShare: 1,
        auditsUntilPromise: null,
      },
    ],
    overall: { ...what(0.5).falseStops, auditsUntilPromise: 20 },
    byContentType: [],
  },
  failedRuns: [],
  runbooks: new Map([['bypass_rate low', 'Too few quick results are kept.']]),
};

const REPORTS = { deploymentGuide, troubleshootingRunbooks, monitoringPlaybook };

describe.each(Object.entries(REPORTS))('%s', (_, write) => {
  const text = write(data);

  it('names the source and the date of every table of figures', () => {
    const tables = text.split(/\n(?=\| )/).length - 1;
    expect(tables).toBeGreaterThan(0);
    for (const line of text.match(/^\*Source: .*$/gm) ?? []) expect(line).toContain('2026-03-01 12:30 UTC');
    expect(text.match(/^\*Source: /gm)?.length).toBeGreaterThanOrEqual(2);
  });

  it('takes nothing that a stranger wrote for markup', () => {
    expect(text).not.toMatch(/[^\\]<script>/);
    expect(text).not.toMatch(/^# heading/m);
    expect(text).not.toMatch(/[^\\]\[link\]/);
  });

  it('ends with one line end and holds nothing undefined', () => {
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('the deployment guide', () => {
  it('says what would change, what is expected, and how to go back', () => {
    const text = deploymentGuide(data);
    expect(text).toContain('min\\_overall: 0.65 → 0.55');
    expect(text).toContain('| Bypass rate | 57 % (52 % to 62 %), n = 210 | 70 % (65 % to 75 %), n = 210 |');
    expect(text).toContain('`npx winnow config activate 3`');
    expect(text).toContain('`ENABLE_QUALITY_FILTERING`');
  });

  it('without a recommendation says what is missing', () => {
    const items = [{ name: 'items', needed: 100, found: 20, met: false, sentence: '20 of 100 items were processed.' }];
    const refused = {
      ...data.recommendation,
      settings: null,
      expected: null,
      sentence: 'Needs 40 more audited runs.',
      baseline: { complete: false, items },
    };
    const text = deploymentGuide({ ...data, recommendation: refused });
    expect(text).toContain('Needs 40 more audited runs.');
    expect(text).toContain('- 20 of 100 items were processed.');
    expect(text).toContain('the active version, unchanged');
  });
});

describe('the runbooks', () => {
  it('begin with what is wrong now and have the rule’s own section', () => {
    const text = troubleshootingRunbooks(data);
    expect(text).toContain('**Bypass rate** is firing (critical)');
    expect(text).toContain('early_exit.yaml:4');
    expect(text).toContain('Too few quick results are kept.');
    expect(text).toContain('| post_download | duration\\_seconds \\< 60 | suspended | its evidence speaks against it |');
  });
});

describe('the playbook', () => {
  it('says which bars do not fit, and what was expected at a checkpoint', () => {
    const text = monitoringPlaybook(data);
    expect(text).toContain('look at whether its bars in monitoring.yaml fit this deployment');
    expect(text).toContain('| post\\_download | 14.3 % (30 of 210) | 5 % |');
  });
});
