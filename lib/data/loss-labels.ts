import { newId } from '@/lib/base/ids';
import { type Stop, stopKey } from '@/lib/core/audits/stops';
import { json, type Tx } from './client';
import type { LabelSource } from './generated/client';
import { recountStops } from './stop-entries';

export interface NewLossLabel {
  runId: string;
  fullRunId: string;
  source: LabelSource;
  stop: Stop;
  decisive: boolean;
  pi: number;
  u: number | null;
  ruler: string;
  loss: number;
  informativeness: number;
  falseStop: boolean;
  /** Of what was delivered against the whole item, [0, 1]; null where nothing was, or it is not known. */
  quality: number | null;
  points: unknown;
}

/** saveLossLabels stores labels; one that the same ruler gave for the same stop before is replaced. */
export async function saveLossLabels(tx: Tx, labels: readonly NewLossLabel[]): Promise<void> {
  for (const { stop, points, ...label } of labels) {
    const { kind: stopKind, ...place } = stop;
    const data = { ...label, ...place, stopKind, stop: stopKey(stop), points: json(points), at: new Date() };
    const { runId, source, ruler } = label;
    await tx.lossLabel.upsert({
      where: { runId_stop_source_ruler: { runId, stop: data.stop, source, ruler } },
      create: { id: newId(), ...data },
      update: data,
    });
  }
  await recountStops(
    tx,
    labels.map(({ runId }) => runId),
  );
}
