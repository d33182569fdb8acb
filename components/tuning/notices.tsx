'use client';
import { Undo2 } from 'lucide-react';
import type { ConfigFileView, ConfigView } from '@/lib/core/config/views';
import type { WatchMeasure, WatchMeasureView, WatchView } from '@/lib/core/config/watch';
import { percent, score } from '../format';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { TimeAgo } from '../ui/time-ago';
import { useRollBack } from './history-panel';

const MEASURES: Record<WatchMeasure, { label: string; show: (value: number) => string }> = {
  error_rate: { label: 'Error rate', show: percent },
  quality_score: { label: 'Quality', show: score },
  time_saved: { label: 'Time saved', show: percent },
  thumbs_down: { label: 'Thumbs down', show: percent },
};
const VERDICTS = { too_early: 'too few runs yet', no_worse: 'not worse', worse: 'worse' } as const;

/** A version that has just become active, held against the one before. */
export function WatchNotice({ watch }: { watch: WatchView }) {
  const { rollBack, isPending } = useRollBack(watch.version);
  const { version, previous, until, over, verdict } = watch;
  return (
    <Notice
      tone={verdict === 'worse' ? 'bad' : 'info'}
      title={
        verdict === 'worse'
          ? `Version ${version} does worse than version ${previous}`
          : `Version ${version} is being watched against version ${previous}`
      }
      actions={
        <Button disabled={isPending} onClick={() => void rollBack(previous)}>
          <Undo2 aria-hidden />
          Roll back to version {previous}
        </Button>
      }
    >
      <p>
        {over ? 'The twelve hours of the watch ended ' : 'The watch ends '}
        <TimeAgo at={until} />.
      </p>
      <ul className="grid gap-x-6 tabular-nums sm:grid-cols-2">
        {watch.measures.map((measure) => (
          <li key={measure.measure}>{measureWords(measure)}</li>
        ))}
      </ul>
    </Notice>
  );
}

export function measureWords({ measure, now, nowN, before, beforeN, verdict }: WatchMeasureView): string {
  const { label, show } = MEASURES[measure];
  const side = (value: number | null, n: number) => `${value === null ? '–' : show(value)} (n = ${n.toLocaleString('en')})`;
  return `${label} ${side(now, nowN)}, was ${side(before, beforeN)}: ${VERDICTS[verdict]}`;
}

/** Files on disk that are not what holds. */
export function FilesNotice({ files }: { files: readonly ConfigFileView[] }) {
  const faults = files.flatMap((file) => file.faults);
  const different = files.filter(({ state }) => state === 'differs').map(({ file }) => file);
  if (faults.length > 0)
    return (
      <Notice tone="bad" title="A file under config/ has faults; the running version stays">
        {faults.map(({ file, line, column, key, message }) => (
          <p key={`${file}:${line}:${column}:${key}`}>
            <bdi>{`${file}${line > 0 ? `:${line}:${column}` : ''} ${key}: ${message}`}</bdi>
          </p>
        ))}
      </Notice>
    );
  if (different.length === 0) return null;
  return (
    <Notice title="The files under config/ say something else">
      {different.join(', ')} {different.length === 1 ? 'is' : 'are'} not what is active: the active version was made here or by the command
      line. <code>npx winnow config export</code> writes it to the files. A file takes effect again when it is changed.
    </Notice>
  );
}

export function PinnedNotice({ pinned }: { pinned: ConfigView['pinned'] }) {
  if (pinned === null) return null;
  return (
    <Notice title={`CONFIG_VERSION holds ${pinned}`}>
      What this process takes in is decided under that version or arm, whichever version is active.
    </Notice>
  );
}
