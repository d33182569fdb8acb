import { newId } from '@/lib/base/ids';
import { traceparent } from '@/lib/base/tracing';
import { type Depth, type Priority, type RunKind, STAGES } from '@/lib/core/runs/states';
import { json, storable, type Tx } from './client';
import { enqueueStage } from './queue';
import { appendEvents } from './run-events';
import { type NewSubscriber, subscriberRow } from './subscribers';

export interface NewRun {
  kind: RunKind;
  parentRunId: string | null;
  /** null starts a lineage of its own. */
  lineageId: string | null;
  url: string;
  canonicalUrl: string;
  sourceHost: string;
  hints: unknown;
  depth: Depth;
  priority: Priority;
  /** false: the content type decides once it is known. */
  priorityRequested: boolean;
  dedupeKey: string;
  effectiveConfigHash: string;
  configVersionNumber: number;
  recorded: boolean;
  door: string;
  /** Whom to tell, besides whoever looks at the run. */
  subscriber?: NewSubscriber;
  /** Of the request for it, where that names itself. */
  subscriberId?: string;
}

/** createRun stores a run with its stages, first event, subscriber and the job of its first stage, all on the caller's transaction. */
export async function createRun(tx: Tx, run: NewRun): Promise<string> {
  const id = newId();
  await tx.run.create({
    data: {
      id,
      kind: run.kind,
      parentRunId: run.parentRunId,
      lineageId: run.lineageId ?? id,
      url: storable(run.url),
      canonicalUrl: storable(run.canonicalUrl),
      sourceHost: run.sourceHost,
      ...(run.hints === null || run.hints === undefined ? {} : { hints: json(run.hints) }),
      depth: run.depth,
      priority: run.priority,
      priorityRequested: run.priorityRequested,
      dedupeKey: run.dedupeKey,
      effectiveConfigHash: run.effectiveConfigHash,
      configVersionNumber: run.configVersionNumber,
      recorded: run.recorded,
      traceParent: traceparent(),
      stages: { createMany: { data: STAGES.map((stage) => ({ stage })) } },
      subscribers: { create: subscriberRow(run.door, run.subscriber, run.subscriberId) },
    },
  });
  await appendEvents(tx, id, [{ type: 'state', message: 'queued' }]);
  await enqueueStage(tx, { runId: id, stage: 'acquire' }, { priority: run.priority, kind: run.kind });
  return id;
}

/** lockDedupeKey makes intakes of the same item take turns until the transaction ends. */
export async function lockDedupeKey(tx: Tx, dedupeKey: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${dedupeKey}, 0))::text`;
}

/** findFreshRun returns the newest run of the same key that is still under way, or finished within the window. Failed runs do not count. */
export async function findFreshRun(tx: Tx, dedupeKey: string, freshSeconds: number): Promise<string | null> {
  const row = await tx.run.findFirst({
    where: {
      dedupeKey,
      state: { notIn: ['failed', 'cancelled'] },
      createdAt: { gte: new Date(Date.now() - freshSeconds * 1000) },
      kind: 'primary',
    },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return row?.id ?? null;
}
