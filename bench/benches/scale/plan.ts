/** From what one run and one idle worker cost to what so many workers need. */

export interface Costs {
  /** Processor seconds of a worker, and of PostgreSQL, for a run. */
  worker_cpu_s_per_run: number;
  postgres_cpu_s_per_run: number;
  transactions_per_run: number;
  wal_kb_per_run: number;
  stored_kb_per_run: number;
  connections_per_worker: number;
  /** Of a worker that has nothing to do. */
  idle_transactions_per_worker_s: number;
  idle_postgres_cpu_per_worker: number;
}

export interface Plan {
  workers: number;
  /** A core to each worker, all of it used. */
  runs_per_s: number;
  postgres_cores: number;
  transactions_per_s: number;
  connections: number;
  wal_mb_per_s: number;
  stored_gb_per_day: number;
}

/** planFor multiplies: it says what the load would be, not that one PostgreSQL bears it. */
export function planFor(workers: number, costs: Costs): Plan {
  const runs = workers / costs.worker_cpu_s_per_run;
  return {
    workers,
    runs_per_s: runs,
    postgres_cores: runs * costs.postgres_cpu_s_per_run + workers * costs.idle_postgres_cpu_per_worker,
    transactions_per_s: runs * costs.transactions_per_run + workers * costs.idle_transactions_per_worker_s,
    connections: workers * costs.connections_per_worker,
    wal_mb_per_s: (runs * costs.wal_kb_per_run) / 1024,
    stored_gb_per_day: (runs * costs.stored_kb_per_run * 86_400) / 2 ** 20,
  };
}

/** bendsAt gives the first number of workers whose doubling gained less than half of what it could; null where none did. */
export function bendsAt(measured: readonly { workers: number; runs_per_s: number }[]): number | null {
  const LEAST_GAIN = 0.5;
  for (const [i, { workers, runs_per_s }] of measured.entries()) {
    const before = measured[i - 1];
    if (!before) continue;
    const gain = (runs_per_s / before.runs_per_s - 1) / (workers / before.workers - 1);
    if (gain < LEAST_GAIN) return before.workers;
  }
  return null;
}
