import Link from 'next/link';
import { problemOf } from '../data/api';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

/** A refresh that failed. What was read before it is still there. */
export function RefreshProblem({ error, hasFigures, retry }: { error: Error; hasFigures: boolean; retry: () => void }) {
  const { title, detail, advice } = problemOf(error);
  return (
    <Notice tone="bad" title={title} actions={<Button onClick={retry}>Try again</Button>}>
      <p>
        {detail} {advice}
      </p>
      {hasFigures && <p>The figures below are the last ones that were read.</p>}
    </Notice>
  );
}

/** How to have runs counted at all. */
export function NotRecording() {
  return (
    <Notice title="Finished runs are not recorded">
      <p>
        Set <code>ENABLE_DASHBOARD_METRICS=1</code> in <code>.env</code> and start Winnow again: runs that are submitted from then on are
        counted here. Runs of before stay in the list of runs, and records that others post are counted all the same.
      </p>
    </Notice>
  );
}

interface NothingYetProps {
  /** In words: `the last 24 hours`. */
  period: string;
  isRecording: boolean;
  /** Shows everything there is; absent where that is shown already. */
  showAll: (() => void) | null;
}

/** No run in the window: what to do about it. */
export function NothingYet({ period, isRecording, showAll }: NothingYetProps) {
  return (
    <section className="space-y-4 rounded-lg border border-line bg-surface px-4 py-10 text-center">
      <div className="mx-auto max-w-prose space-y-2">
        <h2 className="font-semibold">{showAll ? 'Nothing was counted here' : 'Nothing has been counted yet'}</h2>
        <p className="text-ink-muted text-sm">
          {showAll
            ? `No run that fits these filters ended in ${period}.`
            : 'What was saved, and what that cost in quality, shows here as soon as the first run has ended.'}
        </p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        {showAll && <Button onClick={showAll}>Show everything</Button>}
        {isRecording && (
          <Button asChild variant="primary">
            <Link href="/">Submit something</Link>
          </Button>
        )}
      </div>
      <p className="mx-auto max-w-prose text-ink-faint text-xs">
        Other programs can post what they finish:{' '}
        <code className="break-all">POST /api/performance/record?processing_type=full&amp;time_saved_pct=0.0</code>
      </p>
    </section>
  );
}
