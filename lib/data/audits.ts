import { type DrawFacts, TRIAL_LABELS } from '@/lib/core/audits/drawing';
import type { Stop } from '@/lib/core/audits/stops';
import { database, type Tx } from './client';
import type { AuditStatus } from './generated/client';
import { enqueueJudge } from './queue';
import { recountStops } from './stop-entries';

export interface Draw {
  runId: string;
  stop: Stop;
  /** [0, 1) */
  u: number;
  /** [0, 1] */
  pi: number;
  /** null: not selected. */
  auditRunId: string | null;
}

export async function saveDraw(tx: Tx, { runId, stop, u, pi, auditRunId }: Draw): Promise<void> {
  const selected = auditRunId !== null;
  const { kind: stopKind, ...place } = stop;
  const status = selected ? 'waiting' : 'not_selected';
  await tx.audit.create({ data: { runId, stopKind, ...place, u, pi, selected, status, auditRunId } });
  await recountStops(tx, [runId]);
}

/** countForDraw counts what the probability of a draw depends on. Stops that are being stored at this moment are not seen. */
export async function countForDraw(tx: Tx, conditionKey: string | null, now: Date): Promise<Omit<DrawFacts, 'policy'>> {
  const midnight = new Date(now).setUTCHours(0, 0, 0, 0);
  const since = (ms: number) => tx.audit.count({ where: { createdAt: { gte: new Date(ms) } } });
  return {
    auditsDone: await tx.audit.count({ where: { status: 'done' } }),
    conditionLabels: conditionKey === null ? null : await countLabels(tx, conditionKey),
    selectedToday: await tx.audit.count({ where: { selected: true, createdAt: { gte: new Date(midnight) } } }),
    stopsLastHour: await since(now.getTime() - 3_600_000),
    stopsLastDay: await since(now.getTime() - 86_400_000),
    secondsLeftToday: (midnight + 86_400_000 - now.getTime()) / 1000,
  };
}

/** Runs whose stop by this condition is judged, whatever version of the ruler judged them; no more are counted than end a trial. */
async function countLabels(tx: Tx, conditionKey: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ runs: number }[]>`
    SELECT count(*)::int AS runs FROM (
      SELECT DISTINCT run_id FROM loss_label WHERE condition_key = ${conditionKey} AND source IN ('audit', 'shadow') LIMIT ${TRIAL_LABELS}) judged`;
  return row?.runs ?? 0;
}

/** startAuditOf marks the audit that a run is as begun, if it is one. */
export async function startAuditOf(tx: Tx, auditRunId: string): Promise<void> {
  await tx.audit.updateMany({ where: { auditRunId, status: 'waiting' }, data: { status: 'running' } });
}

/** failAuditOf marks the audit that a run is as failed for good, if it is one: it then counts as false in every bound. */
export async function failAuditOf(tx: Tx, auditRunId: string): Promise<void> {
  const where = { auditRunId, status: { in: ['waiting', 'running'] satisfies AuditStatus[] } };
  const failed = await tx.audit.updateManyAndReturn({ where, data: { status: 'failed', doneAt: new Date() }, select: { runId: true } });
  await recountStops(
    tx,
    failed.map(({ runId }) => runId),
  );
}

/** finishAudit marks an audit as judged; `fullMs` is what the full analysis of its item took. */
export async function finishAudit(tx: Tx, auditRunId: string, fullMs: number): Promise<void> {
  const where = { auditRunId, status: { not: 'done' } } as const;
  const done = await tx.audit.updateManyAndReturn({ where, data: { status: 'done', fullMs, doneAt: new Date() }, select: { runId: true } });
  await recountStops(
    tx,
    done.map(({ runId }) => runId),
  );
}

/** addJudging adds what judging by a full run took. */
export async function addJudging(tx: Tx, runId: string, { spentMs, cpuMs }: { spentMs: number; cpuMs: number }): Promise<void> {
  await tx.run.update({ where: { id: runId }, data: { judgeMs: { increment: spentMs }, judgeCpuMs: { increment: cpuMs } } });
  await recountStops(tx, [runId]);
}

/** giveUpJudging leaves a full run unjudged until another version of the ruler comes; an audit has failed then. */
export async function giveUpJudging(tx: Tx, runId: string, ruler: string): Promise<void> {
  await failAuditOf(tx, runId);
  await tx.run.update({ where: { id: runId }, data: { judgedBy: ruler } });
}

/**
 * enqueueUnjudged adds judging jobs for full runs that this version of the ruler has not judged, newest first, unless they have one: after
 * an update of the ruler, or where a job was lost. At most `limit` at a time. Returns how many.
 */
export async function enqueueUnjudged(ruler: string, limit: number): Promise<number> {
  return database().$transaction(async (tx) => {
    const runs = await tx.$queryRaw<{ id: string }[]>`
      SELECT r.id::text FROM run r
      WHERE r.state = 'finished' AND r.processing_type = 'full' AND r.judged_by IS DISTINCT FROM ${ruler}
        AND (r.kind IN ('audit', 'upgrade') OR (r.kind = 'primary' AND r.depth = 'auto'))
        AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs j WHERE j.key = 'judge:' || r.id)
      ORDER BY r.id DESC LIMIT ${limit}`;
    for (const { id } of runs) await enqueueJudge(tx, { runId: id });
    return runs.length;
  });
}
