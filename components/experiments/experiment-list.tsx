'use client';
import Link from 'next/link';
import { ListProblem } from '../alerts/page-foot';
import { useExperiments } from '../data/experiments';
import { Badge } from '../ui/badge';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { NewExperiment } from './new-experiment';
import { EXPERIMENT_STATES, VERDICTS } from './words';

/** Every experiment with its decision, and the form for a new one. */
export function ExperimentList({ active }: { active: number }) {
  const { data, isError, error, refetch } = useExperiments();
  const isRunning = data?.some(({ state }) => state === 'running') ?? false;
  return (
    <div className="space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Experiments</h1>
      {isError && <ListProblem error={error} retry={() => void refetch()} />}
      <Panel title="All experiments">
        {!data && !isError && <Skeleton className="m-4 h-24" />}
        {data?.length === 0 && (
          <div className="space-y-2 p-4 text-sm">
            <p className="font-medium">None yet</p>
            <p className="max-w-prose text-ink-muted">
              An experiment sends each item to one of two or three versions of the configuration, always to the same one, and says which one
              to keep: how much time the aggressive one saves more, and what that costs in audited quality. It may be looked at every day;
              its intervals allow for that.
            </p>
          </div>
        )}
        <ul aria-label="Experiments" className="divide-y divide-line">
          {data?.map(({ id, name, state, decision, startedAt, arms }) => {
            const { label, icon, tone } = EXPERIMENT_STATES[state];
            return (
              <li key={id} className="relative space-y-1 px-4 py-3 hover:bg-sunken">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <Link href={`/experiments/${id}`} prefetch={false} className="font-medium text-sm after:absolute after:inset-0">
                    <bdi>{name}</bdi>
                  </Link>
                  <Badge tone={tone} icon={icon}>
                    {label}
                  </Badge>
                  <Badge tone={VERDICTS[decision.verdict].tone} icon={VERDICTS[decision.verdict].icon}>
                    {VERDICTS[decision.verdict].label}
                  </Badge>
                  <span className="text-ink-faint text-xs">
                    <TimeAgo at={startedAt} />,{' '}
                    {arms.map(({ name: arm, configVersion }) => `${arm} (version ${configVersion})`).join(' against ')}
                  </span>
                </div>
                <p className="text-ink-muted text-xs leading-5">{decision.sentence}</p>
              </li>
            );
          })}
        </ul>
      </Panel>
      <NewExperiment active={active} isRunning={isRunning} />
    </div>
  );
}
