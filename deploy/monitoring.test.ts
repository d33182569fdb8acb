import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { OperationsFigures } from '@/lib/core/metrics/operations';
import { toPrometheus } from '@/lib/core/metrics/prometheus';
import type { CheckpointView, OverallMetricsView } from '@/lib/core/metrics/views';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');

/** Any figures at all: which metrics there are is asked, not what they say. Every field a number, so that every family has a sample. */
const anything = <T extends object>(labels: Record<string, unknown> = {}): T =>
  new Proxy(labels, { get: (known, name) => (name in known ? known[name as string] : 1) }) as T;
const exposed = toPrometheus(
  anything<OverallMetricsView>(),
  [anything<CheckpointView>({ checkpointName: 'post_download' })],
  anything<OperationsFigures>({
    version: '1',
    queue: anything(),
    liveRuns: { queued: 1 },
    outbox: anything(),
    alertsFiring: anything(),
    process: anything(),
  }),
);
/** Metric → its labels. What Prometheus itself adds is on all of them; `up` is its own. */
const METRICS = new Map([['up', new Set<string>()]]);
for (const [, name, labels = ''] of exposed.matchAll(/^([a-z_]+)(?:\{(.*)\})? /gm))
  METRICS.set(name!, new Set([...labels.matchAll(/(\w+)="/g)].map((match) => match[1]!)));
const ADDED = ['job', 'instance'];

interface Asked {
  metric: string;
  labels: string[];
}

/** Every metric that an expression names, with the labels that it matches. Throws where the expression is none. */
function askedBy(expression: string): Asked[] {
  const asked: Asked[] = [];
  // Grafana puts the window in.
  const text = expression.replaceAll('$__range', '1h');
  parser.parse(text).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`no PromQL at ${node.from}: ${text}`);
      if (node.name !== 'VectorSelector') return;
      const selector = text.slice(node.from, node.to);
      asked.push({ metric: /^\w+/.exec(selector)![0], labels: [...selector.matchAll(/(\w+)\s*[=!]/g)].map((match) => match[1]!) });
    },
  });
  return asked;
}

function expectExposed(expression: string): void {
  const asked = askedBy(expression);
  expect(asked.length, expression).toBeGreaterThan(0);
  for (const { metric, labels } of asked) {
    expect([...METRICS.keys()], expression).toContain(metric);
    expect([...METRICS.get(metric)!, ...ADDED], expression).toEqual(expect.arrayContaining(labels));
  }
}

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook: string };
}
const { groups } = parse(read('prometheus/winnow-rules.yml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

describe('the rules for Prometheus', () => {
  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s asks for what /metrics has, and says what to do', (_, rule) => {
    expectExposed(rule.expr);
    expect(['warning', 'critical']).toContain(rule.labels.severity);
    const [file, anchor] = rule.annotations.runbook.split('#');
    const headings = [...readFileSync(resolve(import.meta.dirname, '..', file!), 'utf8').matchAll(/^#+ (.+)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    if (anchor) expect(headings).toContain(anchor);
  });

  it('have names of their own, and are in the example of a configuration', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    const example = parse(read('prometheus/prometheus.yml')) as { rule_files: string[]; scrape_configs: { job_name: string }[] };
    expect(example.rule_files).toEqual(['winnow-rules.yml']);
    expect(example.scrape_configs.map(({ job_name }) => job_name)).toEqual(['winnow']);
  });

  it('would be refused for a metric or a label that is not there', () => {
    expect(() => expectExposed('max(winnow_no_such_thing)')).toThrow();
    expect(() => expectExposed('max(winnow_workers{colour="red"})')).toThrow();
    expect(() => expectExposed('max(winnow_workers')).toThrow();
  });
});

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { h: number; w: number; x: number; y: number };
  targets?: { expr: string; datasource: { uid: string } }[];
}
const dashboard = JSON.parse(read('grafana/winnow.json')) as { panels: Panel[]; templating: { list: { name: string; type: string }[] } };
const panels = dashboard.panels.filter(({ type }) => type !== 'row');

describe('the dashboard for Grafana', () => {
  it.each(panels.map((panel) => [panel.title, panel] as const))('%s asks for what /metrics has', (_, panel) => {
    expect(panel.targets!.length).toBeGreaterThan(0);
    for (const { expr, datasource } of panel.targets!) {
      expectExposed(expr);
      expect(datasource.uid).toMatch(/^\$\{datasource\}$/);
    }
  });

  it('has panels that do not overlap, ids of their own, and the data source to choose', () => {
    const taken = new Set<string>();
    for (const { gridPos } of dashboard.panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x).toBeLessThan(24);
          expect(taken.has(`${x},${y}`)).toBe(false);
          taken.add(`${x},${y}`);
        }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    expect(dashboard.templating.list).toMatchObject([{ name: 'datasource', type: 'datasource' }]);
  });

  it('shows every metric that there is', () => {
    const shown = new Set(panels.flatMap(({ targets }) => targets!.flatMap(({ expr }) => askedBy(expr).map(({ metric }) => metric))));
    const left = [...METRICS.keys()].filter((metric) => !shown.has(metric));
    expect(left.sort()).toEqual(['process_start_time_seconds', 'up', 'winnow_outbox_oldest_waiting_seconds']);
  });
});
