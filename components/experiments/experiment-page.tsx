'use client';
import { CircleAlert, CircleCheckBig, CircleStop } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import type { ArmView, ExperimentView } from '@/lib/core/experiments/views';
import { ListProblem } from '../alerts/page-foot';
import { problemOf } from '../data/api';
import { useExperiment, useExperimentAct } from '../data/experiments';
import { count, finePercent, percent, score } from '../format';
import { toastProblem } from '../submit/use-submit-and-open';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { ScrollBox } from '../ui/scroll-box';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { humanise } from '../words';
import { differenceWords, EXPERIMENT_STATES, VERDICTS } from './words';

/** The decision first, then what it rests on. */
export function ExperimentPage({ id }: { id: string }) {
  const { data, isError, error, refetch } = useExperiment(id);
  if (!data) return isError ? <ListProblem error={error} retry={() => void refetch()} /> : <Skeleton className="h-96 w-full" />;
  return (
    <div className="space-y-5">
      {isError && <ListProblem error={error} retry={() => void refetch()} />}
      <Heading experiment={data} />
      <Decision experiment={data} />
      <Arms arms={data.arms} />
      <Health experiment={data} />
      {data.pairedReplay && (
        <Panel title="Paired replay">
          <div className="space-y-2 p-4 text-sm tabular-nums">
            <p className="text-ink-muted">
              Both arms over the same {count(data.pairedReplay.runs, 'recorded run')}; of {count(data.pairedReplay.unknown, 'further run')}{' '}
              it is not known how they would have ended.
            </p>
            <p>Time saved, aggressive − conservative: {differenceWords(data.pairedReplay.timeDifference)}</p>
            <p>Quality, conservative − aggressive: {differenceWords(data.pairedReplay.qualityDifference)}</p>
          </div>
        </Panel>
      )}
    </div>
  );
}

function Heading({ experiment: { name, state, startedAt, stoppedAt, author, note } }: { experiment: ExperimentView }) {
  const { label, icon, tone } = EXPERIMENT_STATES[state];
  return (
    <div className="space-y-1">
      <p className="text-sm">
        <Link href="/experiments" className="text-accent underline underline-offset-2">
          Experiments
        </Link>
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="font-semibold text-2xl tracking-tight">
          <bdi>{name}</bdi>
        </h1>
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
        <span className="text-ink-faint text-xs">
          by {author}, since <TimeAgo at={startedAt} />
          {stoppedAt && (
            <>
              , ended <TimeAgo at={stoppedAt} />
            </>
          )}
        </span>
      </div>
      {note && (
        <p className="max-w-prose text-ink-muted text-sm">
          <bdi>{note}</bdi>
        </p>
      )}
    </div>
  );
}

function Decision({ experiment }: { experiment: ExperimentView }) {
  const { id, state, decision, timeDifference, qualityDifference, appliedVersion } = experiment;
  const { mutateAsync, isPending } = useExperimentAct(id);
  const { label, icon, tone } = VERDICTS[decision.verdict];
  const canApply = state !== 'applied' && decision.verdict !== 'not_yet' && decision.verdict !== 'unhealthy';
  async function act(what: 'stop' | 'apply'): Promise<void> {
    try {
      const { appliedVersion: version } = await mutateAsync(what);
      toast(what === 'stop' ? 'The experiment has ended' : `Version ${version} is active`);
    } catch (error) {
      toastProblem(problemOf(error));
    }
  }
  return (
    <Panel
      title="Decision"
      aside={
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
      }
    >
      <div className="space-y-3 p-4 text-sm">
        <p className="max-w-prose font-medium">{decision.sentence}</p>
        {!decision.measured && decision.verdict === 'balanced' && (
          <p className="text-ink-muted">It was no arm: it is proposed, not measured.</p>
        )}
        <dl className="grid gap-x-6 gap-y-1 tabular-nums sm:grid-cols-[auto_minmax(0,1fr)]">
          <dt className="text-ink-muted">Time saved, aggressive − conservative</dt>
          <dd>{differenceWords(timeDifference)}</dd>
          <dt className="text-ink-muted">Audited quality, conservative − aggressive</dt>
          <dd>{differenceWords(qualityDifference)}</dd>
        </dl>
        <p className="text-ink-faint text-xs">The intervals hold at 95 % however often one looks.</p>
        <div className="flex flex-wrap gap-2">
          {canApply && (
            <Button variant="primary" disabled={isPending} onClick={() => void act('apply')}>
              Apply the winner
            </Button>
          )}
          {state === 'running' && (
            <Button variant="danger" disabled={isPending} onClick={() => void act('stop')}>
              <CircleStop aria-hidden />
              Stop
            </Button>
          )}
          {appliedVersion !== null && <span className="text-ink-muted">Version {appliedVersion} was applied.</span>}
        </div>
      </div>
    </Panel>
  );
}

const or = (value: number | null, write: (value: number) => string) => (value === null ? '–' : write(value));

const ROWS: readonly [label: string, show: (arm: ArmView) => string][] = [
  ['Config version', ({ configVersion }) => String(configVersion)],
  ['Share', ({ share }) => percent(share)],
  ['Items assigned', ({ exposed }) => exposed.toLocaleString('en')],
  ['Finished', ({ finished }) => finished.toLocaleString('en')],
  ['Time saved', ({ timeSaved }) => or(timeSaved, percent)],
  ['Audited quality', ({ auditedQuality, audited }) => `${or(auditedQuality, score)} (n = ${audited.toLocaleString('en')})`],
  ['Error rate', ({ errorRate }) => or(errorRate, finePercent)],
  ['False stops', ({ falseStopRate }) => or(falseStopRate, finePercent)],
  ['Satisfaction', ({ satisfaction, feedback }) => `${or(satisfaction, percent)} (n = ${feedback.toLocaleString('en')}, in no decision)`],
];

function Arms({ arms }: { arms: readonly ArmView[] }) {
  return (
    <Panel title="Arms">
      <ScrollBox aria-label="Table: arms">
        <table className="w-full text-left text-sm tabular-nums">
          <thead>
            <tr className="bg-sunken text-ink-muted text-xs">
              <td className="px-4 py-2" />
              {arms.map(({ name, role }) => (
                <th key={name} scope="col" className="px-4 py-2 font-medium">
                  <bdi>{name === role ? humanise(role) : `${name} (${role})`}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {ROWS.map(([label, show]) => (
              <tr key={label}>
                <th scope="row" className="whitespace-nowrap px-4 py-2 font-normal text-ink-muted">
                  {label}
                </th>
                {arms.map((arm) => (
                  <td key={arm.name} className="px-4 py-2">
                    {show(arm)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Panel>
  );
}

const CHECKS = { sample_ratio: 'Sample ratio', error_rate: 'Error rate', false_stops: 'False stops' } as const;

function Health({ experiment: { health } }: { experiment: ExperimentView }) {
  return (
    <Panel title="Health">
      <ul aria-label="Health" className="divide-y divide-line">
        {health.map(({ name, healthy, sentence }) => (
          <li key={name} className="flex gap-2 px-4 py-2.5 text-sm">
            {healthy ? (
              <CircleCheckBig aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
            ) : (
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
            )}
            <span>
              <span className="font-medium">{CHECKS[name]}</span> {healthy ? 'healthy' : 'unhealthy'}: {sentence}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
