import type { Recordings } from './recordings';
import type { BaselineView } from './views';

const LEAST_RUNS = 100;
const LEAST_TYPES = 3;
/** Share of runs that may have failed by Winnow's fault. */
const MOST_ERRORS = 0.01;

/** baselineOf says whether the recorded runs show enough of what this deployment gets to tune on, and what is missing. `failed`: by Winnow's fault. */
export function baselineOf(recordings: Recordings, rows: Int32Array, failed: number): BaselineView {
  const types = new Set<number>();
  const seen = { post_download: 0, mid_transcription: 0, post_transcription: 0, post_quality_filtering: 0, post_analysis: 0 };
  for (const row of rows) {
    if (recordings.contentType.values[row]! >= 0) types.add(recordings.contentType.values[row]!);
    seen.post_download += recordings.hasDownload.values[row]!;
    seen.mid_transcription += Number(recordings.roundCount.values[row]! > 0 || recordings.hasThrough.values[row] === 1);
    seen.post_transcription += recordings.hasTranscript.values[row]!;
    seen.post_quality_filtering += Number(!Number.isNaN(recordings.assessment.coherence.values[row]!));
    seen.post_analysis += recordings.hasAnalysis.values[row]!;
  }
  const missing = Object.entries(seen).flatMap(([name, count]) => (count === 0 ? [name] : []));
  const errorShare = failed / Math.max(1, rows.length + failed);
  const items = [
    item('runs', LEAST_RUNS, rows.length, `${rows.length} of ${LEAST_RUNS} runs are recorded`),
    item('content_types', LEAST_TYPES, types.size, `${types.size} of ${LEAST_TYPES} content types came up`),
    item(
      'checkpoints',
      Object.keys(seen).length,
      Object.keys(seen).length - missing.length,
      missing.length === 0 ? 'every checkpoint was reached' : `no run has reached ${missing.join(', ')} yet`,
    ),
    {
      name: 'errors',
      needed: 0,
      found: failed,
      met: errorShare <= MOST_ERRORS,
      sentence:
        failed === 0 ? 'no run failed by Winnow’s fault' : `${failed} runs failed by Winnow’s fault (${(errorShare * 100).toFixed(1)} %)`,
    },
  ];
  return { complete: items.every(({ met }) => met), items };
}

function item(name: string, needed: number, found: number, sentence: string) {
  return { name, needed, found, met: found >= needed, sentence };
}
