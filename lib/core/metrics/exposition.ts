/** Prometheus' text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats). What is not known has no sample. */

export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export type Samples = readonly (readonly [labels: Record<string, string>, value: number | null])[];

export interface Family {
  name: string;
  type: 'counter' | 'gauge';
  help: string;
  samples: Samples;
}

export const plain = (value: number | null): Samples => [[{}, value]];

/** exposition writes families, each under its help and type. */
export const exposition = (families: readonly Family[]): string => families.map(written).join('');

function written({ name, type, help, samples }: Family): string {
  const lines = samples.flatMap(([labels, value]) => (value === null ? [] : [`${name}${labelled(labels)} ${value}\n`]));
  return lines.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelled(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Names of checkpoints may come from outside. */
const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
