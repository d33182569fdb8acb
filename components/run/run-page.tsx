'use client';
import Link from 'next/link';
import { useState } from 'react';
import type { RunDetailView } from '@/lib/core/runs/views';
import { Audit } from './audit';
import { EventLog } from './event-log';
import { FailureCard } from './failure-card';
import { PlaybackProvider } from './playback';
import { Player } from './player';
import { RelatedRuns } from './related-runs';
import { Result } from './result';
import { Rounds } from './rounds';
import { RunActions } from './run-actions';
import { RunHeading } from './run-heading';
import { StageRail } from './stage-rail';
import { Transcript } from './transcript';
import { useLiveRun } from './use-live-run';
import { Verdict } from './verdict';
import { WhyPanel } from './why-panel';

interface RunPageProps {
  /** The run as the server rendered it. */
  initial: RunDetailView;
  /** Seconds to open the player at. */
  startAt: number | null;
}

/** One run: the verdict, its stages, then result and reasons on one side, player and transcript on the other. */
export function RunPage({ initial, startAt }: RunPageProps) {
  const [isLogOpen, setLogOpen] = useState(false);
  const { run, events } = useLiveRun(initial, isLogOpen);
  return (
    <PlaybackProvider startAt={startAt}>
      <div className="space-y-4">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 max-w-4xl">
            <nav aria-label="Breadcrumb" className="mb-1 text-ink-muted text-sm">
              <Link href="/runs" className="rounded hover:text-ink hover:underline">
                Runs
              </Link>{' '}
              /
            </nav>
            <RunHeading run={run} />
          </div>
          <RunActions run={run} />
        </div>
        <Verdict run={run} />
        <FailureCard run={run} />
        <RelatedRuns run={run} />
        <StageRail stages={run.stages} state={run.state} />
        <div className="flex flex-col gap-4 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(22rem,36rem)] lg:items-start">
          <div className="min-w-0 space-y-4">
            <Result run={run} />
            {run.audit && <Audit audit={run.audit} />}
            <Rounds rounds={run.rounds} />
            <WhyPanel run={run} />
            <EventLog events={events} isOpen={isLogOpen} onToggle={setLogOpen} />
          </div>
          {/* Narrow: transcript after the result, and the player stays at the bottom of the screen. Wide: both stay beside the result. */}
          <div className="max-lg:contents lg:sticky lg:top-[4.5rem] lg:flex lg:max-h-[calc(100dvh-5.5rem)] lg:flex-col lg:gap-3">
            {run.hasMedia && run.mediaKind !== 'article' && (
              <div className="max-lg:sticky max-lg:bottom-0 max-lg:z-20 max-lg:order-last max-lg:-mx-3 max-lg:border-line max-lg:border-t max-lg:bg-page max-lg:p-2">
                <Player run={run} />
              </div>
            )}
            <Transcript run={run} />
          </div>
        </div>
      </div>
    </PlaybackProvider>
  );
}
