import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesOver, filesOf, readSnapshot } from './analyze';

let folder: string;
const body = (at: string, bypass: number, quality: number | null) => ({
  generated_at: at,
  overall_metrics: {
    total_processed: 10,
    bypass_rate: bypass,
    early_exit_rate: 0.1,
    avg_time_savings: 0,
    time_saved_runs: 0,
    avg_quality_score: quality,
    error_rate: 0,
    false_stop_rate: null,
  },
});

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-analyze-'));
  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  write('metrics_1.json', body('2026-01-01T00:00:00Z', 0.4, 0.7));
  write('metrics_2.json', body('2026-01-02T00:00:00Z', 0.6, null));
  write('notes.json', { hello: 1 });
  write('broken.json', '{');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('snapshots', () => {
  it('are found by a pattern, in order', () => {
    expect(filesOf(join(folder, 'metrics_*.json'))).toEqual([join(folder, 'metrics_1.json'), join(folder, 'metrics_2.json')]);
    expect(filesOf(join(folder, 'metrics+?.json'))).toEqual([]);
    expect(() => filesOf(join(folder, 'nowhere', '*.json'))).toThrow(/there is no folder/);
  });

  it('tell what changed, where both ends know it', () => {
    const changes = changesOver(filesOf(join(folder, 'metrics_*.json')).map(readSnapshot));
    expect(changes.bypass_rate).toBeCloseTo(0.2);
    expect(changes).toMatchObject({ runs: 0, quality: null, false_stops: null, time_saved: null });
  });

  it.each(['notes.json', 'broken.json'])('%s is none', (name) => {
    expect(() => readSnapshot(join(folder, name))).toThrow(name);
  });
});
