import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/base/ids';
import type { Stage } from '@/lib/core/runs/states';
import { database } from './client';
import { commitUnderLease, leaseHolds, takeLease } from './leases';
import { createRun } from './runs';
import { createTestDatabase, type TestDatabase } from './testing';
import { joinWorkers, reapDeadWorkers, sweepOrphans } from './workers';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await database().configVersion.create({ data: { author: 'test', note: '', sources: {}, contentHash: 'x', active: true } });
  await database().effectiveConfig.create({ data: { hash: 'h', config: {} } });
});
afterAll(() => test.close());

async function newRun(): Promise<string> {
  const url = `https://valley.example/${newId()}`;
  return database().$transaction((tx) =>
    createRun(tx, {
      kind: 'primary',
      parentRunId: null,
      lineageId: null,
      url,
      canonicalUrl: url,
      sourceHost: 'valley.example',
      hints: null,
      depth: 'auto',
      priority: 'medium',
      priorityRequested: false,
      dedupeKey: url,
      effectiveConfigHash: 'h',
      configVersionNumber: 1,
      recorded: true,
      door: 'test',
    }),
  );
}

/** A worker that is registered, has a job locked under its pool, and whose process is gone. */
async function deadWorker(runId: string, stage: Stage = 'acquire', heartbeatAgeSeconds = 6): Promise<string> {
  const id = newId();
  const pool = `pool-${id}`;
  await database().$executeRaw`
    INSERT INTO worker_process (id, pool_ids, hostname, pid, backend_pid, heartbeat_at)
    VALUES (${id}::uuid, ARRAY[${pool}], 'gone', 1, -1, now() - make_interval(secs => ${heartbeatAgeSeconds}))`;
  await database()
    .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_by = ${pool}, locked_at = now() WHERE payload ->> 'runId' = ${runId}`;
  await takeLease(runId, stage, id);
  return id;
}

async function lockedJobs(runId: string): Promise<number> {
  const rows = await database().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM graphile_worker._private_jobs WHERE payload ->> 'runId' = ${runId} AND locked_by IS NOT NULL`;
  return rows[0]?.n ?? -1;
}

/** How many of the runs' jobs a queue runner could have at once: all that is in no queue, and one of each queue. */
async function takeableJobs(runIds: string[]): Promise<number> {
  const [row] = await database().$queryRaw<{ n: number }[]>`
    SELECT (count(*) FILTER (WHERE job_queue_id IS NULL) + count(DISTINCT job_queue_id))::int AS n
    FROM graphile_worker._private_jobs WHERE is_available AND payload ->> 'runId' = ANY(${runIds})`;
  return row?.n ?? -1;
}

describe('a dead worker', () => {
  it('loses its leases and its jobs are unlocked', async () => {
    const runId = await newRun();
    const id = await deadWorker(runId);
    expect(await lockedJobs(runId)).toBe(1);
    expect(await reapDeadWorkers()).toEqual([id]);
    expect(await lockedJobs(runId)).toBe(0);
    expect(await database().run.findUnique({ where: { id: runId } })).toMatchObject({ leaseToken: null, stage: 'acquire' });
    expect(await database().runStage.findUnique({ where: { runId_stage: { runId, stage: 'acquire' } } })).toMatchObject({
      crashes: 1,
      attempts: 0,
    });
  });

  it('had spent what passed up to its last heartbeat', async () => {
    const runId = await newRun();
    const id = await deadWorker(runId);
    await database().$executeRaw`
      UPDATE run_stage SET leased_at = heartbeat_at - interval '4 seconds' FROM worker_process
      WHERE worker_process.id = ${id}::uuid AND run_id = ${runId}::uuid AND stage = 'acquire'`;
    await reapDeadWorkers();
    expect(await database().runStage.findUnique({ where: { runId_stage: { runId, stage: 'acquire' } } })).toMatchObject({ spentMs: 4_000 });
  });

  it('that comes back can write nothing', async () => {
    const runId = await newRun();
    const zombie = newId();
    await database().$executeRaw`
      INSERT INTO worker_process (id, pool_ids, hostname, pid, backend_pid, heartbeat_at) VALUES (${zombie}::uuid, '{}', 'gone', 1, -1, now() - interval '1 minute')`;
    const lease = await takeLease(runId, 'acquire', zombie);
    await reapDeadWorkers();
    expect(await leaseHolds(lease!)).toBe(false);
    await expect(
      commitUnderLease(lease!, async (tx) => void (await tx.run.update({ where: { id: runId }, data: { title: 'late' } }))),
    ).rejects.toMatchObject({ code: 'lease_lost' });
    expect((await database().run.findUnique({ where: { id: runId } }))?.title).toBeNull();
  });

  it('is the sixth on a stage: the run is poison, and failed with the reason', async () => {
    const runId = await newRun();
    for (let i = 0; i < 6; i++) {
      await deadWorker(runId);
      await reapDeadWorkers();
    }
    expect(await database().run.findUnique({ where: { id: runId } })).toMatchObject({ state: 'failed', errorCode: 'worker_crashed' });
    expect(await database().performanceRecord.findUnique({ where: { runId } })).toMatchObject({ fault: 'winnow' });
  });

  it('is the third on a stage: the run is tried alone, so that what killed them takes no bystander with it', async () => {
    const suspects = await Promise.all([newRun(), newRun(), newRun()]);
    const fresh = await newRun();
    for (let i = 0; i < 3; i++) {
      for (const runId of suspects) await deadWorker(runId);
      await reapDeadWorkers();
    }
    expect(await takeableJobs([...suspects, fresh])).toBe(2);
    for (const runId of suspects)
      expect(await database().run.findUnique({ where: { id: runId } })).toMatchObject({ state: 'acquiring', leaseToken: null });
  });

  it('is reaped once, however many look', async () => {
    const runId = await newRun();
    const id = await deadWorker(runId);
    const reaped = await Promise.all(Array.from({ length: 5 }, reapDeadWorkers));
    expect(reaped.flat()).toEqual([id]);
  });
});

describe('a living worker', () => {
  it('is not reaped while it holds its lock, though its heartbeat is late', async () => {
    const worker = await joinWorkers(() => {});
    await database().$executeRaw`UPDATE worker_process SET heartbeat_at = now() - interval '20 seconds' WHERE id = ${worker.id}::uuid`;
    expect(await reapDeadWorkers()).toEqual([]);
    await worker.leave();
  });

  it('that is frozen for half a minute is told that it was declared dead', async () => {
    let lost = 0;
    const worker = await joinWorkers(() => lost++);
    await database().$executeRaw`UPDATE worker_process SET heartbeat_at = now() - interval '31 seconds' WHERE id = ${worker.id}::uuid`;
    expect(await reapDeadWorkers()).toEqual([worker.id]);
    await expect.poll(() => lost).toBe(1);
  });

  it('that leaves is forgotten', async () => {
    const worker = await joinWorkers(() => {});
    await worker.leave();
    expect(await database().workerProcess.findUnique({ where: { id: worker.id } })).toBeNull();
  });
});

describe('the sweep', () => {
  it('gives a job to a live run that has none, and to no other', async () => {
    const runId = await newRun();
    await database().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE payload ->> 'runId' = ${runId}`;
    expect(await sweepOrphans()).toBe(0);
    await database().$executeRaw`UPDATE run SET updated_at = now() - interval '31 seconds' WHERE id = ${runId}::uuid`;
    expect(await sweepOrphans()).toBe(1);
    expect(await sweepOrphans()).toBe(0);
  });

  it('unlocks jobs of runners that nobody registered', async () => {
    const runId = await newRun();
    await database().$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_by = 'pool-unknown', locked_at = now() - interval '31 seconds' WHERE payload ->> 'runId' = ${runId}`;
    await sweepOrphans();
    expect(await lockedJobs(runId)).toBe(0);
  });
});
