/**
 * Who waits for a run. A subscriber with a target is told the end by a message in the outbox, written in the transaction that ends the run; one that shows
 * progress besides is found by `subscribersToShow` whenever the run has moved on since it was shown last.
 */
import { newId } from '@/lib/base/ids';
import { readEnv } from '@/lib/config/env';
import { isFinal, RUN_STATES } from '@/lib/core/runs/states';
import { database, json, type Tx } from './client';
import type { Prisma, Run, RunSubscriber } from './generated/client';
import { DRIVE, enqueueMessages, type NewMessage } from './outbox';

export interface NewSubscriber {
  /** The target of the outbox that the end is told to. */
  target: string;
  /** Where exactly, in the target's own shape. */
  address: unknown;
  /** e.g. `discord:USER`. */
  askedBy?: string;
  showsProgress?: boolean;
}

/** Doors whose runs nobody asked for one by one: only results are told, and nothing of an exit whose result stays on the run's page. */
const UNASKED_DOORS = ['feed'];

export function subscriberRow(door: string, subscriber?: NewSubscriber, id = newId()): Prisma.RunSubscriberCreateWithoutRunInput {
  if (!subscriber) return { id, door };
  const { target, address, askedBy, showsProgress = false } = subscriber;
  return { id, door, target, address: json(address), askedBy: askedBy ?? null, nextShowAt: showsProgress ? new Date() : null };
}

/**
 * addSubscriber adds one to a run that is there already. The lock makes it wait for a transaction that ends the run, and that one for it: either sees the
 * other. Where the run has ended, the end is told at once.
 */
export async function addSubscriber(tx: Tx, runId: string, door: string, subscriber?: NewSubscriber, id = newId()): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM run WHERE id = ${runId}::uuid FOR SHARE`;
  const row = subscriberRow(door, subscriber, id);
  await tx.runSubscriber.create({ data: { ...row, runId } as Prisma.RunSubscriberUncheckedCreateInput });
  const run = await tx.run.findUniqueOrThrow({ where: { id: runId } });
  if (isFinal(run.state)) await enqueueMessages(tx, await endMessages(tx, run, { id: row.id }));
}

/** enqueueRunEnd writes what is to be sent out now that a run has ended, on the transaction that ended it. */
export async function enqueueRunEnd(tx: Tx, runId: string): Promise<void> {
  const run = await tx.run.findUniqueOrThrow({ where: { id: runId } });
  await enqueueMessages(tx, [...(await endMessages(tx, run, {})), ...driveMessages(run)]);
}

async function endMessages(tx: Tx, run: Run, which: Prisma.RunSubscriberWhereInput): Promise<NewMessage[]> {
  const subscribers = await tx.runSubscriber.findMany({
    where: { ...which, runId: run.id, target: { not: null }, endedAt: null },
    orderBy: { id: 'asc' },
  });
  return subscribers
    .filter(({ door }) => !UNASKED_DOORS.includes(door) || isResult(run))
    .map(({ id, target }) => ({ target: target!, kind: 'run', payload: { runId: run.id, subscriberId: id, title: run.title ?? run.url } }));
}

/** Whether there is a result that may be sent around. */
function isResult({ state, processingType, exitCheckpoint }: Run): boolean {
  return state === 'finished' && processingType !== null && exitCheckpoint !== 'post_analysis';
}

function driveMessages(run: Run): NewMessage[] {
  const isReport = isResult(run) && run.kind !== 'audit' && run.kind !== 'tryout' && run.processingType !== 'early_exit';
  if (!isReport || readEnv().values.GOOGLE_DRIVE_CREDENTIALS === null) return [];
  return [{ target: DRIVE, kind: 'report', payload: { runId: run.id, title: run.title ?? run.url } }];
}

export type Subscriber = RunSubscriber;

export async function findSubscriber(id: string): Promise<Subscriber | null> {
  return database().runSubscriber.findUnique({ where: { id } });
}

/** subscribersToShow lists those of a family of targets whose run goes on and may be shown again, and what the run's version is now. */
export async function subscribersToShow(targetPrefix: string, now: Date, limit: number): Promise<(Subscriber & { eventSeq: number })[]> {
  const rows = await database().runSubscriber.findMany({
    where: {
      nextShowAt: { lte: now },
      endedAt: null,
      target: { startsWith: targetPrefix },
      run: { state: { in: RUN_STATES.filter((state) => !isFinal(state)) } },
    },
    orderBy: { nextShowAt: 'asc' },
    take: limit,
    include: { run: { select: { eventSeq: true } } },
  });
  return rows.map(({ run, ...subscriber }) => ({ ...subscriber, eventSeq: run.eventSeq }));
}

/** noteShown keeps which version was shown and when the next one may be; null = never again before the end. */
export async function noteShown(id: string, shown: { seq: number; next: Date | null; counts: boolean }): Promise<void> {
  const data = { shownSeq: shown.seq, nextShowAt: shown.next, ...(shown.counts ? { shows: { increment: 1 } } : {}) };
  await database().runSubscriber.updateMany({ where: { id, endedAt: null }, data });
}

export async function saveAddress(id: string, address: unknown): Promise<void> {
  await database().runSubscriber.update({ where: { id }, data: { address: json(address) } });
}

export async function noteEnded(id: string): Promise<void> {
  await database().runSubscriber.updateMany({ where: { id }, data: { endedAt: new Date(), nextShowAt: null } });
}

/** countAsked is how many runs were asked for in Discord since a time: by one person, or from one place (a key of the address and its value). */
export async function countAsked(since: Date, by: { askedBy: string } | { place: [key: string, value: string] }): Promise<number> {
  const where = 'askedBy' in by ? { askedBy: by.askedBy } : { address: { path: [by.place[0]], equals: by.place[1] } };
  return database().runSubscriber.count({ where: { ...where, door: 'discord', createdAt: { gte: since } } });
}
