import type { Stage } from '@/lib/core/runs/states';
import type { RunEventView } from '@/lib/core/runs/views';
import { database, storable, type Tx } from './client';

/** The NOTIFY channel; payloads are run ids only. */
export const RUN_CHANNEL = 'winnow_run';

export interface NewRunEvent {
  type: RunEventView['type'];
  stage?: Stage | null;
  message: string;
}

/**
 * appendEvents numbers events by the run's own counter: the row lock makes seq order commit order, so a reader that goes on after a seq
 * misses nothing (a global sequence would commit out of order). Wakes the listeners when the transaction commits.
 */
export async function appendEvents(tx: Tx, runId: string, events: NewRunEvent[]): Promise<void> {
  if (events.length === 0) return;
  const [row] = await tx.$queryRaw<{ event_seq: number }[]>`
    UPDATE run SET event_seq = event_seq + ${events.length} WHERE id = ${runId}::uuid RETURNING event_seq`;
  if (!row) return;
  const first = row.event_seq - events.length + 1;
  await tx.runEvent.createMany({
    data: events.map((event, i) => ({
      runId,
      seq: first + i,
      type: event.type,
      stage: event.stage ?? null,
      message: storable(event.message),
    })),
  });
  await notifyRun(tx, runId);
}

export async function notifyRun(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${RUN_CHANNEL}, ${runId})`;
}

/** eventsAfter returns a run's events with a higher seq, in order. */
export async function eventsAfter(runId: string, seq: number): Promise<RunEventView[]> {
  const rows = await database().runEvent.findMany({ where: { runId, seq: { gt: seq } }, orderBy: { seq: 'asc' }, take: 1000 });
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    type: row.type as RunEventView['type'],
    stage: row.stage,
    message: row.message,
    progress: null,
  }));
}
