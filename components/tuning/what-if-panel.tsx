'use client';
import type { Estimate, PreviewView, WhatIf } from '@/lib/core/tuning/views';
import { problemOf } from '../data/api';
import { isStillReading } from '../data/tuning';
import { count, finePercent, hours } from '../format';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { CHECKPOINT_LABELS } from '../words';
import { basisWords, intervalWords, show, type Unit } from './words';

interface WhatIfPanelProps {
  reading: {
    data: PreviewView | undefined;
    isPlaceholderData: boolean;
    isFetching: boolean;
    isError: boolean;
    error: Error | null;
    /** Why the last try failed, while another one is made. */
    failureReason: Error | null;
    refetch: () => unknown;
  };
  isChanged: boolean;
}

interface Row {
  label: string;
  unit: Unit;
  of: (what: WhatIf) => Estimate;
}

const ROWS: readonly Row[] = [
  { label: 'Bypass rate', unit: 'share', of: ({ bypassRate }) => bypassRate },
  { label: 'Early-exit rate', unit: 'share', of: ({ earlyExitRate }) => earlyExitRate },
  { label: 'Time saved', unit: 'signed', of: ({ timeSaved }) => timeSaved },
  { label: 'Delivered quality', unit: 'score', of: ({ deliveredQuality }) => deliveredQuality },
  { label: 'False stops', unit: 'share', of: ({ falseStops }) => falseStops },
];

/** What the settings as they stand would have done to the recorded runs, beside what the active version does. */
export function WhatIfPanel({ reading, isChanged }: WhatIfPanelProps) {
  const { data, isError, error, failureReason, refetch, isFetching, isPlaceholderData } = reading;
  return (
    <Panel
      title="What if"
      aside={
        <span className="text-ink-faint text-xs tabular-nums">
          {data && data.current.runs > 0 ? `${count(data.current.runs, 'recorded run')}` : ''}
        </span>
      }
    >
      <div className="space-y-4 p-4" aria-busy={isFetching}>
        {isError && <Problem error={error} retry={() => void refetch()} />}
        {isStillReading(failureReason) && (
          <Notice title="Reading the recorded runs">{failureReason.problem.detail}. This is done once after each start.</Notice>
        )}
        {!data && !isError && <Skeleton className="h-64 w-full" />}
        {data && data.current.runs === 0 && <NoHistory />}
        {data && data.current.runs > 0 && (
          <div className={cn('space-y-4 transition-opacity', isPlaceholderData && 'opacity-70')}>
            <Figures view={data} isChanged={isChanged} />
            <Unknowns view={data} />
            {data.notes.length > 0 && (
              <ul aria-label="Bars that cannot matter" className="space-y-1 text-ink-muted text-xs leading-5">
                {data.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}

function Figures({ view: { current, candidate }, isChanged }: { view: PreviewView; isChanged: boolean }) {
  const exits: Row[] = current.exits.map(({ checkpoint }) => ({
    label: `Exits ${CHECKPOINT_LABELS[checkpoint].toLowerCase()}`,
    unit: 'share',
    of: (what) => what.exits.find((exit) => exit.checkpoint === checkpoint)!,
  }));
  return (
    <table className="w-full text-sm tabular-nums">
      <caption className="sr-only">What would have come of the recorded runs</caption>
      <thead>
        <tr className="text-ink-faint text-xs">
          <td />
          <th scope="col" className="pb-1 text-right font-medium">
            Now
          </th>
          <th scope="col" className="pb-1 text-right font-medium">
            {isChanged ? 'As drafted' : 'No change'}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {[...ROWS, ...exits].map(({ label, unit, of }) => (
          <tr key={label}>
            <th scope="row" className="py-1.5 pr-2 text-left align-top font-normal text-ink-muted">
              {label}
            </th>
            <Figure estimate={of(current)} unit={unit} />
            <Figure estimate={of(candidate)} unit={unit} isStrong={isChanged && of(current).value !== of(candidate).value} />
          </tr>
        ))}
        <tr>
          <th scope="row" className="py-1.5 pr-2 text-left align-top font-normal text-ink-muted">
            Hours saved
          </th>
          <td className="py-1.5 text-right align-top">{hours(current.timeSavedHours)}</td>
          <td className="py-1.5 text-right align-top">{hours(candidate.timeSavedHours)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Figure({ estimate, unit, isStrong = false }: { estimate: Estimate; unit: Unit; isStrong?: boolean }) {
  const interval = intervalWords(estimate.interval, unit);
  return (
    <td className="py-1.5 pl-3 text-right align-top">
      <span className={isStrong ? 'font-semibold text-accent-strong' : undefined}>{show(estimate.value, unit)}</span>
      <span className="block text-ink-faint text-xs">
        {interval ?? 'no interval'}, {basisWords(estimate)}
      </span>
    </td>
  );
}

/** What cannot be known is counted, and widens every interval. */
function Unknowns({ view: { candidate } }: { view: PreviewView }) {
  const { unknown, falseStops, estimatedFromAudits } = candidate;
  return (
    <div className="space-y-1 text-ink-muted text-xs leading-5">
      <p>
        {unknown.runs === 0
          ? 'Of every run it is known how it would have ended.'
          : `Of ${count(unknown.runs, 'run')} (${finePercent(unknown.share)}) it is not known how they would have ended; that is in the intervals.`}
        {estimatedFromAudits > 0 &&
          ` ${count(estimatedFromAudits, 'run')} of those that were stopped too early to know stand for others, because they were audited.`}
      </p>
      {unknown.reasons.length > 0 && (
        <ul className="list-disc space-y-0.5 pl-4">
          {unknown.reasons.map(({ reason, runs }) => (
            <li key={reason}>
              {count(runs, 'run')}: {reason}
            </li>
          ))}
        </ul>
      )}
      <p>
        False stops rest on {count(falseStops.judged, 'judged stop')}
        {falseStops.judged === 0 && ': until some stops have been audited, nothing can be said'}.
      </p>
    </div>
  );
}

function Problem({ error, retry }: { error: Error | null; retry: () => void }) {
  const { title, detail, advice, errors } = problemOf(error);
  return (
    <Notice tone="bad" title={title} actions={<Button onClick={retry}>Try again</Button>}>
      {errors.length > 0 ? errors.map(({ field, message }) => <p key={field}>{`${field}: ${message}`}</p>) : `${detail} ${advice}`}
    </Notice>
  );
}

function NoHistory() {
  return (
    <div className="space-y-2 py-4 text-sm">
      <p className="font-medium">Nothing has been recorded yet</p>
      <p className="text-ink-muted">
        Every finished run is kept with all that was measured of it. From the first one on, this says what other settings would have done to
        it: how many runs would be kept as quick results or stopped, what that saves, and what it loses. A hundred runs of three content
        types make a fair basis.
      </p>
    </div>
  );
}
