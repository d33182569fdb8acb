import type { ReactNode } from 'react';
import { isFinal } from '@/lib/core/runs/states';
import type { RunDetailView } from '@/lib/core/runs/views';
import { duration, percent, score } from '../format';
import { Badge } from '../ui/badge';
import { humanise, isWorking, labelOf } from '../words';

/** The answer first: what came out, why in one sentence, what it cost and spared. */
export function Verdict({ run }: { run: RunDetailView }) {
  const { label, icon, tone } = labelOf(run);
  const ended = isFinal(run.state);
  return (
    <section
      aria-label="Verdict"
      className="grid gap-x-8 gap-y-4 rounded-lg border border-line bg-surface p-4 md:grid-cols-[minmax(0,1fr)_auto] md:p-5"
    >
      <div className="space-y-2">
        {/* Said aloud when it changes: the state, and at the end the sentence. What is being done just now changes too often for that. */}
        <p role="status" className="sr-only">
          {ended ? `${label}. ${sentenceOf(run)}` : label}
        </p>
        <Badge tone={tone} icon={icon} spin={isWorking(run.state)}>
          {label}
        </Badge>
        <p dir="auto" className="max-w-prose text-pretty text-lg leading-7">
          {sentenceOf(run)}
        </p>
        {run.decisions.length > 0 && (
          <a href="#why" className="inline-block rounded text-accent text-sm underline-offset-2 hover:underline">
            See why, decision by decision
          </a>
        )}
      </div>
      <dl className="flex flex-wrap items-start gap-x-8 gap-y-3 md:justify-end">
        <Figure name="Time spent">{run.spentSeconds === null ? '–' : duration(run.spentSeconds)}</Figure>
        {ended && <TimeSaved fraction={run.timeSavedPct} isKnowable={run.processingType !== null} />}
        {run.qualityScore !== null && (
          <Figure name="Quality" note="of the result, 0 to 1">
            {score(run.qualityScore)}
          </Figure>
        )}
        {run.contentType && (
          <Figure name="Content type" note={run.prediction ? `${percent(run.prediction.probability)} sure` : undefined}>
            {humanise(run.contentType)}
          </Figure>
        )}
        {wasHeard(run) && run.transcriptInfo && <Figure name="Heard">{percent(run.transcriptInfo.heardShare)}</Figure>}
      </dl>
    </section>
  );
}

function TimeSaved({ fraction, isKnowable }: { fraction: number | null; isKnowable: boolean }) {
  if (fraction !== null) return <Figure name="Time saved">{percent(fraction)}</Figure>;
  return isKnowable ? (
    <Figure name="Time saved" note="until 20 full runs are in">
      <span className="font-normal text-ink-muted">not known</span>
    </Figure>
  ) : null;
}

function Figure({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className="min-w-20">
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd className="font-semibold text-lg tabular-nums leading-7">
        {children}
        {note && <span className="block font-normal text-ink-faint text-xs">{note}</span>}
      </dd>
    </div>
  );
}

/** What came with its text was read, not heard. */
function wasHeard({ transcriptInfo }: RunDetailView): boolean {
  return transcriptInfo?.origin === 'speech_local' || transcriptInfo?.origin === 'speech_api';
}

/** sentenceOf says in one sentence where the run stands. */
function sentenceOf(run: RunDetailView): string {
  if (run.error && run.state === 'failed') return `${run.error.title}.`;
  if (run.verdict) return run.verdict;
  const current = run.stages.find((stage) => stage.status === 'running');
  if (current?.doing) return current.doing;
  if (run.state === 'queued') return 'Waiting for a worker.';
  return run.state === 'cancelled' ? 'Cancelled before it had ended.' : 'Being worked on.';
}
