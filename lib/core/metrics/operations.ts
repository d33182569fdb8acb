import { type Family, plain } from './exposition';

/** How a deployment is now. Times in seconds, sizes in bytes. */
export interface OperationsFigures {
  version: string;
  queue: { waiting: number; scheduled: number; running: number; oldestWaitingSeconds: number };
  /** Runs that have not ended, by state. */
  liveRuns: Readonly<Record<string, number>>;
  workers: number;
  outbox: { waiting: number; failedLastDay: number; oldestWaitingSeconds: number };
  alertsFiring: { warning: number; critical: number };
  /** Seconds since 1970; null where none was ever made. */
  lastBackupAt: number | null;
  databaseBytes: number;
  /** Of the process that answers. */
  process: { residentBytes: number; startedAt: number };
}

/** operationsFamilies spells the figures as Prometheus wants them. */
export function operationsFamilies({ queue, outbox, alertsFiring, ...figures }: OperationsFigures): Family[] {
  const gauge = (name: string, help: string, samples: Family['samples']): Family => ({ name, type: 'gauge', help, samples });
  return [
    gauge('winnow_info', 'The version that answers.', [[{ version: figures.version }, 1]]),
    gauge('winnow_queue_jobs', 'Jobs of the queue: waiting now, scheduled for later, running.', [
      [{ state: 'waiting' }, queue.waiting],
      [{ state: 'scheduled' }, queue.scheduled],
      [{ state: 'running' }, queue.running],
    ]),
    gauge(
      'winnow_queue_oldest_waiting_seconds',
      'How long the oldest waiting job has waited; 0 where none waits.',
      plain(queue.oldestWaitingSeconds),
    ),
    gauge(
      'winnow_runs_live',
      'Runs that have not ended, by state.',
      Object.entries(figures.liveRuns).map(([state, count]) => [{ state }, count]),
    ),
    gauge('winnow_workers', 'Worker processes with a sign of life in the last 30 seconds.', plain(figures.workers)),
    gauge('winnow_outbox_messages', 'Messages that wait to be delivered, or were given up in the last 24 hours.', [
      [{ state: 'waiting' }, outbox.waiting],
      [{ state: 'failed' }, outbox.failedLastDay],
    ]),
    gauge(
      'winnow_outbox_oldest_waiting_seconds',
      'Age of the oldest message that waits; 0 where none waits.',
      plain(outbox.oldestWaitingSeconds),
    ),
    gauge('winnow_alerts_firing', 'Rules of monitoring.yaml that are firing.', [
      [{ severity: 'warning' }, alertsFiring.warning],
      [{ severity: 'critical' }, alertsFiring.critical],
    ]),
    gauge('winnow_last_backup_timestamp_seconds', 'When the last backup was made.', plain(figures.lastBackupAt)),
    gauge('winnow_database_bytes', 'Size of the database.', plain(figures.databaseBytes)),
    gauge('process_resident_memory_bytes', 'Memory of the web process.', plain(figures.process.residentBytes)),
    gauge('process_start_time_seconds', 'When the web process started.', plain(figures.process.startedAt)),
  ];
}
