import { ERROR_KINDS, type ErrorCode } from '@/lib/base/errors';
import { newId } from '@/lib/base/ids';
import type { Tx } from './client';

/**
 * recordPerformance writes what the dashboard counts for a run that has just ended, on the transaction that ended it: finished runs with
 * their processing type, failed runs with whose fault it was; nothing where recording was off at intake. Cancelled runs, playlists, audits and upgrades are in no count.
 */
export async function recordPerformance(tx: Tx, runId: string): Promise<void> {
  const run = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    include: { stages: { select: { spentMs: true, cpuMs: true } } },
  });
  const spentMs = run.stages.reduce((sum, stage) => sum + stage.spentMs, 0);
  const cpuMs = run.stages.reduce((sum, stage) => sum + stage.cpuMs, 0);
  await tx.run.update({ where: { id: runId }, data: { spentMs, cpuMs } });

  const counted = run.kind === 'primary' && ((run.state === 'finished' && run.processingType !== null) || run.state === 'failed');
  if (!run.recorded || !counted) return;
  await tx.performanceRecord.create({
    data: {
      id: newId(),
      runId,
      processingType: run.processingType,
      fault: run.errorCode ? ERROR_KINDS[run.errorCode as ErrorCode].fault : null,
      contentType: run.contentType,
      configVersion: String(run.configVersionNumber),
      qualityScore: run.qualityScore,
      coherenceScore: run.coherenceScore,
      completenessScore: run.completenessScore,
      informativenessScore: run.informativenessScore,
      exitCheckpoint: run.exitCheckpoint,
      exitReason: run.exitReason,
      exitConfidence: run.exitConfidence,
      spentMs,
      cpuMs,
      expectedFullMs: run.expectedFullMs,
      occurredAt: new Date(),
    },
  });
}
