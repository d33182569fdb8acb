'use client';
import type { Transcript as TranscriptValue } from '@/lib/core/runs/content';
import type { Stretch } from '@/lib/core/runs/rounds';
import { isFinal } from '@/lib/core/runs/states';
import type { RunDetailView } from '@/lib/core/runs/views';
import { problemOf } from '../data/api';
import { useTranscript } from '../data/runs';
import { count, percent } from '../format';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { ORIGIN_LABELS } from '../words';
import { TranscriptView } from './transcript-view';

/** The transcript's panel: where its words come from, and the words. */
export function Transcript({ run }: { run: RunDetailView }) {
  const info = run.transcriptInfo;
  // A transcript grows while an item is being heard; each size is read once.
  const transcript = useTranscript(run.id, info?.segmentCount ?? null);
  const about = info && (
    <span className="text-ink-muted text-xs">
      {count(info.wordCount, 'word')} from {ORIGIN_LABELS[info.origin]}
      {run.state === 'hearing' && ` so far (${percent(info.heardShare)} heard)`}
      {info.unheard.length > 0 && ` of the ${percent(info.heardShare)} that was heard`}
    </span>
  );
  const title = info?.origin === 'article' ? 'Text' : 'Transcript';
  return (
    <Panel title={title} aside={about} className="flex min-h-0 flex-col max-lg:h-[75dvh] lg:flex-1">
      {info ? (
        <Body transcript={transcript} unheard={info.unheard} name={title.toLowerCase()} />
      ) : (
        <p className="p-4 text-ink-muted text-sm">
          {isFinal(run.state) ? 'There is none: nothing was heard or read.' : 'There is none yet.'}
        </p>
      )}
    </Panel>
  );
}

interface BodyProps {
  transcript: { data?: TranscriptValue; error: Error | null };
  unheard: readonly Stretch[];
  /** transcript, or an article's text */
  name: string;
}

function Body({ transcript, unheard, name }: BodyProps) {
  if (transcript.data) return <TranscriptView segments={transcript.data.segments} unheard={unheard} name={name} />;
  if (transcript.error) {
    return (
      <div className="p-4">
        <Notice tone="bad" title="The transcript could not be read">
          {problemOf(transcript.error).advice}
        </Notice>
      </div>
    );
  }
  return (
    <div className="space-y-3 p-4">
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-5/6" />
      <Skeleton className="h-4 w-11/12" />
    </div>
  );
}
