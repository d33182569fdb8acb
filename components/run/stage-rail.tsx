import type { StageView } from '@/lib/core/runs/views';
import { duration, percent } from '../format';
import { cn } from '../ui/cn';
import { TimeAgo } from '../ui/time-ago';
import { STAGE_LABELS, STAGE_STATUS_LABELS } from '../words';

const TONE_STYLE = { neutral: 'text-ink-faint', accent: 'text-accent', good: 'text-good', warn: 'text-warn', bad: 'text-bad' } as const;

/** The five stages side by side (under each other where it is narrow): where the run is, what it is doing, how long each took. */
export function StageRail({ stages }: { stages: readonly StageView[] }) {
  return (
    <section aria-label="Stages">
      <ol className="grid overflow-hidden rounded-lg border border-line bg-line max-md:gap-px md:grid-cols-5 md:gap-px">
        {stages.map((stage) => (
          <StageCell key={stage.stage} stage={stage} />
        ))}
      </ol>
    </section>
  );
}

function StageCell({ stage }: { stage: StageView }) {
  const { label, icon: Icon, tone } = STAGE_STATUS_LABELS[stage.status];
  const isRunning = stage.status === 'running';
  return (
    <li
      aria-current={isRunning ? 'step' : undefined}
      className={cn('flex min-w-0 flex-col gap-1 bg-surface px-4 py-2.5 md:min-h-24', stage.status === 'skipped' && 'bg-sunken')}
    >
      <div className="flex items-center gap-2">
        <Icon aria-hidden className={cn('size-4 shrink-0', TONE_STYLE[tone], isRunning && 'animate-spin')} />
        <span className={cn('font-medium text-sm', (stage.status === 'waiting' || stage.status === 'skipped') && 'text-ink-muted')}>
          {STAGE_LABELS[stage.stage]}
        </span>
        <span className="ml-auto text-ink-faint text-xs tabular-nums">{stage.seconds === null ? label : duration(stage.seconds)}</span>
      </div>
      {isRunning && <StageProgress stage={stage} />}
      <p className="text-ink-muted text-xs">
        {isRunning && stage.doing}
        {stage.retryAt && stage.status === 'waiting' && (
          <>
            Tries again <TimeAgo at={stage.retryAt} />.
          </>
        )}
        {triesOf(stage)}
      </p>
    </li>
  );
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
      {progress !== null && <span className="text-ink-muted text-xs tabular-nums">{percent(progress)}</span>}
    </div>
  );
}

/** Only what is out of the ordinary is said: a second try, a crashed worker. */
function triesOf({ attempts, crashes }: StageView): string {
  const tries = attempts > 1 ? ` ${attempts} attempts.` : '';
  const deaths = crashes > 0 ? ` ${crashes === 1 ? 'A worker' : `${crashes} workers`} died on it.` : '';
  return tries + deaths;
}
