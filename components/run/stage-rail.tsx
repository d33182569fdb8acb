import type { RunState } from '@/lib/core/runs/states';
import type { StageView } from '@/lib/core/runs/views';
import { count, duration, percent } from '../format';
import { cn } from '../ui/cn';
import { TimeAgo } from '../ui/time-ago';
import { STAGE_LABELS, STAGE_STATUS_LABELS } from '../words';

const TONE_STYLE = { neutral: 'text-ink-faint', accent: 'text-accent', good: 'text-good', warn: 'text-warn', bad: 'text-bad' } as const;

/** The five stages side by side (under each other where it is narrow): where the run is, what it is doing, how long each took. */
export function StageRail({ stages, state }: { stages: readonly StageView[]; state: RunState }) {
  return (
    <section aria-label="Stages">
      <ol className="grid overflow-hidden rounded-lg border border-line bg-line max-md:gap-px md:grid-cols-5 md:gap-px">
        {stages.map((stage) => (
          <StageCell key={stage.stage} stage={stage} state={state} />
        ))}
      </ol>
    </section>
  );
}

function StageCell({ stage, state }: { stage: StageView; state: RunState }) {
  const { icon: Icon, tone } = STAGE_STATUS_LABELS[stage.status];
  const isRunning = stage.status === 'running';
  const isNeverReached = (state === 'failed' || state === 'cancelled') && stage.status === 'skipped';
  const isIdle = stage.status === 'waiting' || stage.status === 'skipped';
  return (
    <li
      aria-current={isRunning ? 'step' : undefined}
      className={cn(
        'min-w-0 bg-surface px-4 py-2 max-md:grid max-md:grid-cols-[7.5rem_minmax(0,1fr)] max-md:items-baseline max-md:gap-x-3 md:min-h-20',
        stage.status === 'skipped' && 'bg-sunken',
      )}
    >
      <div className="flex items-center gap-2">
        <Icon aria-hidden className={cn('size-4 shrink-0', TONE_STYLE[tone], isRunning && 'animate-spin')} />
        <span className={cn('font-medium text-sm', isIdle && 'text-ink-muted')}>{STAGE_LABELS[stage.stage]}</span>
      </div>
      <div className="space-y-1 text-ink-muted text-xs leading-5 md:pl-6">
        <p className="tabular-nums">
          {isRunning ? (stage.doing ?? 'running') : isNeverReached ? 'not reached' : endingOf(stage)}
          {stage.retryAt && stage.status === 'waiting' && (
            <>
              , tries again <TimeAgo at={stage.retryAt} />
            </>
          )}
          {triesOf(stage)}
        </p>
        {isRunning && <StageProgress stage={stage} />}
      </div>
    </li>
  );
}

function endingOf({ status, seconds }: StageView): string {
  const { label } = STAGE_STATUS_LABELS[status];
  return (status === 'done' || status === 'failed') && seconds !== null ? `${label} in ${duration(seconds)}` : label;
}

function StageProgress({ stage: { stage, progress } }: { stage: StageView }) {
  return (
    <div className="flex items-center gap-2">
      <progress
        aria-label={`Progress: ${STAGE_LABELS[stage]}`}
        value={progress ?? undefined}
        max={1}
        className={cn(
          'h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent',
          progress === null && 'animate-breathe bg-accent-soft [&::-webkit-progress-bar]:bg-accent-soft',
        )}
      />
      {progress !== null && <span className="whitespace-nowrap tabular-nums">{percent(progress)}</span>}
    </div>
  );
}

/** Only what is out of the ordinary is said: a second try, a crashed worker. */
function triesOf({ attempts, crashes }: StageView): string {
  const tries = attempts > 1 ? `, ${attempts} attempts` : '';
  const deaths = crashes > 0 ? `, ${count(crashes, 'worker')} died on it` : '';
  return tries + deaths;
}
