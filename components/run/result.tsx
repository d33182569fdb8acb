'use client';
import { isFinal } from '@/lib/core/runs/states';
import type { RunDetailView, RunSummaryView } from '@/lib/core/runs/views';
import { RunRow } from '../runs/run-row';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { Chapters } from './chapters';
import { Claims } from './claims';
import { Entities } from './entities';
import { Fallacies } from './fallacies';
import { ModelUse } from './model-use';
import { Perspectives } from './perspectives';
import { Summary } from './summary';

/** What was found: the analysis, or else the quick result, of a list its entries, or else why there is nothing. */
export function Result({ run }: { run: RunDetailView }) {
  const { analysis, quickResult } = run;
  if (analysis) {
    const { quotesChecked, quotesDropped } = analysis.verification;
    return (
      <>
        <Summary
          title="Summary"
          text={analysis.summary}
          keyPoints={analysis.keyPoints}
          source={`By ${analysis.engine}. Every quote was looked up in the transcript: ${quotesChecked} checked, ${quotesDropped} dropped.`}
        />
        <Chapters chapters={analysis.chapters ?? []} />
        <Claims claims={analysis.claims} />
        <Perspectives perspectives={analysis.perspectives} />
        <Fallacies fallacies={analysis.fallacies} />
        <Entities entities={analysis.entities} relations={analysis.relations} />
        <ModelUse analysis={analysis} />
      </>
    );
  }
  if (quickResult) {
    return (
      <Summary
        title="Quick result"
        text={quickResult.summary}
        keyPoints={quickResult.keyPoints}
        topics={quickResult.topics}
        source={`By ${quickResult.engine}.`}
      />
    );
  }
  if (run.entries.length > 0) return <Entries entries={run.entries} />;
  return isFinal(run.state) ? <NoResult state={run.state} /> : <ResultToCome />;
}

function Entries({ entries }: { entries: readonly RunSummaryView[] }) {
  return (
    <Panel title="Entries">
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <RunRow key={entry.id} run={entry} />
        ))}
      </ul>
    </Panel>
  );
}

function NoResult({ state }: { state: RunDetailView['state'] }) {
  // What failed says so in a card of its own.
  if (state === 'failed') return null;
  return (
    <Notice title="No result was made">
      {state === 'cancelled'
        ? 'The run was cancelled before there was one.'
        : 'The run stopped before it was worth making one. If that was wrong, run the full analysis, and say so with a thumb down.'}
    </Notice>
  );
}

function ResultToCome() {
  return (
    <Panel title="Result">
      <div className="space-y-3 p-4">
        <p className="text-ink-muted text-sm">It appears here as soon as there is one.</p>
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
      </div>
    </Panel>
  );
}
