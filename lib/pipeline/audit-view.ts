import type { FalseStopBars } from '@/lib/core/metrics/false-stops';
import type { AuditView, LossPointView, LossView } from '@/lib/core/runs/views';
import { database } from '@/lib/data/client';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import type { LossLabel, Run } from '@/lib/data/generated/client';
import { falseStopBars } from './false-stop-bars';

/** auditView returns what a run's page shows of the draw at its stop, or null where there was none. */
export async function auditView(
  run: Pick<Run, 'id' | 'effectiveConfigHash' | 'contentType' | 'expectedFullMs'>,
): Promise<AuditView | null> {
  const audit = await database().audit.findUnique({ where: { runId: run.id } });
  if (!audit) return null;
  const { status, stopKind, pi, auditRunId } = audit;
  // `audit` sorts before `self_selected`; of each the newest, which is that of the newest ruler.
  const label = await database().lossLabel.findFirst({
    where: { runId: run.id, decisive: true, source: { in: ['audit', 'self_selected'] } },
    orderBy: [{ source: 'asc' }, { at: 'desc' }],
  });
  const config = await loadEffectiveConfig(run.effectiveConfigHash);
  const loss = label && lossView(label, falseStopBars(config, run.contentType));
  const { expectedFullMs } = run;
  const fullTime =
    expectedFullMs === null || audit.fullMs === null ? null : { expectedSeconds: expectedFullMs / 1000, tookSeconds: audit.fullMs / 1000 };
  return { status, stopKind, probability: pi, auditRunId, fullTime, loss };
}

function lossView(label: LossLabel, bars: FalseStopBars): LossView {
  const { source, fullRunId, ruler, loss, informativeness, falseStop } = label;
  const points = (label.points as unknown as LossPointView[]).map(({ kind, text, span, weight, carried, carriedBy }) => {
    return { kind, text, span, weight, carried, carriedBy };
  });
  return { source: source as LossView['source'], fullRunId, ruler, loss, informativeness, falseStop, ...bars, points };
}
