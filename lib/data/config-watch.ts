import type { WatchSample } from '@/lib/core/config/watch';
import { database } from './client';

interface Row {
  runs: number;
  failed: number;
  quality_n: number;
  quality_sum: number;
  quality_squares: number;
  saved_n: number;
  saved_sum: number;
  saved_squares: number;
  verdicts: number;
  thumbs_down: number;
}

/** readWatchSample sums what this deployment's own runs under a version came to, from `since` to before `until`. */
export async function readWatchSample(version: number, since: Date, until: Date): Promise<WatchSample> {
  const [row] = await database().$queryRaw<Row[]>`
    SELECT
      (count(*) FILTER (WHERE r.processing_type IS NOT NULL OR r.fault = 'winnow'))::int AS runs,
      (count(*) FILTER (WHERE r.fault = 'winnow'))::int AS failed,
      count(r.quality_score)::int AS quality_n,
      coalesce(sum(r.quality_score), 0)::float8 AS quality_sum,
      coalesce(sum(r.quality_score ^ 2), 0)::float8 AS quality_squares,
      count(r.time_saved_pct)::int AS saved_n,
      coalesce(sum(r.time_saved_pct), 0)::float8 AS saved_sum,
      coalesce(sum(r.time_saved_pct ^ 2), 0)::float8 AS saved_squares,
      count(f.verdict)::int AS verdicts,
      (count(*) FILTER (WHERE f.verdict = 'down'))::int AS thumbs_down
    FROM performance_record r LEFT JOIN feedback f ON f.run_id = r.run_id
    WHERE r.occurred_at >= ${since} AND r.occurred_at < ${until} AND r.source = 'run' AND r.config_version = ${String(version)}`;
  if (!row) throw new Error('an aggregate without a row');
  return {
    runs: row.runs,
    failed: row.failed,
    quality: { n: row.quality_n, sum: row.quality_sum, sumOfSquares: row.quality_squares },
    timeSaved: { n: row.saved_n, sum: row.saved_sum, sumOfSquares: row.saved_squares },
    verdicts: row.verdicts,
    thumbsDown: row.thumbs_down,
  };
}
