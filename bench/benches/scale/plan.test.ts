import { describe, expect, it } from 'vitest';
import { bendsAt, planFor } from './plan';

const COSTS = {
  worker_cpu_s_per_run: 0.5,
  postgres_cpu_s_per_run: 0.05,
  transactions_per_run: 40,
  wal_kb_per_run: 512,
  stored_kb_per_run: 100,
  connections_per_worker: 20,
  idle_transactions_per_worker_s: 8,
  idle_postgres_cpu_per_worker: 0.01,
};

describe('planFor', () => {
  it('adds what runs cost to what idle workers cost', () => {
    expect(planFor(10, COSTS)).toMatchObject({ runs_per_s: 20, transactions_per_s: 880, connections: 200, wal_mb_per_s: 10 });
    expect(planFor(10, COSTS).postgres_cores).toBeCloseTo(1.1);
  });

  it('is linear', () => {
    expect(planFor(1000, COSTS).postgres_cores).toBeCloseTo(100 * planFor(10, COSTS).postgres_cores);
  });
});

describe('bendsAt', () => {
  it('is where a doubling gains less than half', () => {
    const measured = [
      { workers: 2, runs_per_s: 2 },
      { workers: 4, runs_per_s: 3.6 },
      { workers: 8, runs_per_s: 4 },
    ];
    expect(bendsAt(measured)).toBe(4);
    expect(bendsAt(measured.slice(0, 2))).toBeNull();
  });
});
