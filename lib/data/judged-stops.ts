import type { SampledStop } from '@/lib/core/tuning/sampled-stops';
import { database } from './client';
import type { StopKind } from './generated/client';

export interface JudgedStopRow extends SampledStop {
  kind: StopKind;
  conditionKey: string | null;
  contentType: string | null;
  /** null where its audit failed. */
  loss: number | null;
}

/** findJudgedStops reads every stop that was judged, by the newest ruler, and those whose audit failed; and the smallest π that any was drawn with. */
export async function findJudgedStops(): Promise<{ stops: JudgedStopRow[]; smallestPi: number }> {
  const db = database();
  const [judged, failed, [least]] = await Promise.all([
    db.$queryRaw<JudgedStopRow[]>`
      SELECT DISTINCT ON (l.run_id) l.stop_kind::text AS kind, l.condition_key AS "conditionKey", r.content_type AS "contentType", l.loss, l.pi,
        coalesce(l.u, 0) AS u, l.false_stop AS "falseStop"
      FROM loss_label l JOIN run r ON r.id = l.run_id
      WHERE l.decisive AND l.source IN ('audit', 'shadow') ORDER BY l.run_id, l.at DESC`,
    db.$queryRaw<JudgedStopRow[]>`
      SELECT a.stop_kind::text AS kind, a.condition_key AS "conditionKey", r.content_type AS "contentType", NULL AS loss, a.pi, a.u, NULL AS "falseStop"
      FROM audit a JOIN run r ON r.id = a.run_id WHERE a.status = 'failed'`,
    db.$queryRaw<{ pi: number | null }[]>`SELECT min(pi) AS pi FROM audit WHERE stop_kind <> 'routing'`,
  ]);
  return { stops: [...judged, ...failed], smallestPi: least?.pi ?? 1 };
}
