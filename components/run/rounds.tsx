import type { ReactNode } from 'react';
import type { SpeechModel } from '@/lib/core/runs/content';
import type { RoundStep } from '@/lib/core/runs/rounds';
import type { RoundView } from '@/lib/core/runs/views';
import { count, percent, score } from '../format';
import { Badge, type Tone } from '../ui/badge';
import { Panel } from '../ui/panel';
import { humanise } from '../words';

const MODEL_WORDS: Record<SpeechModel, string> = {
  'moonshine-tiny': 'the small model',
  'moonshine-base': 'the large model',
  api: 'the speech API',
};

const STEPS: Record<RoundStep, { label: string; tone: Tone }> = {
  stop: { label: 'Stopped', tone: 'warn' },
  light: { label: 'Kept light', tone: 'accent' },
  keep: { label: 'Quick result kept', tone: 'good' },
  next: { label: 'Heard more', tone: 'neutral' },
  rest: { label: 'Heard all', tone: 'neutral' },
  escalate: { label: 'Heard the rest', tone: 'neutral' },
};

/** What was heard of the item, round by round: how much and by which model, how good a quick result of it would be, and what followed. */
export function Rounds({ rounds }: { rounds: readonly RoundView[] }) {
  if (rounds.length === 0) return null;
  return (
    <Panel title="Heard in rounds">
      <ol className="divide-y divide-line">
        {rounds.map((round) => (
          <Round key={round.round} view={round} />
        ))}
      </ol>
    </Panel>
  );
}

function Round({ view }: { view: RoundView }) {
  const { round, model, windowCount, heardShare, contentType, typeProbability, assessment, step, reason } = view;
  const whole = heardShare === 1;
  const { label, tone } = STEPS[step];
  return (
    <li className="space-y-1 px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">Round {round}</span>
        <span className="text-ink-muted tabular-nums">
          {percent(heardShare)} heard ({count(windowCount, 'window')}) by {MODEL_WORDS[model]}
        </span>
        <Badge tone={tone}>{whole && step === 'escalate' ? 'Heard again' : label}</Badge>
      </p>
      <p className="text-ink-muted">{reason}</p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-ink-muted text-xs tabular-nums">
        <Fact name="Type">
          {humanise(contentType)} ({percent(typeProbability)} sure)
        </Fact>
        {assessment && (
          <>
            <Fact name={whole ? 'Overall' : 'Overall, estimated'}>
              {whole ? score(assessment.overall) : <Estimate value={assessment.overall} interval={assessment.overallInterval} />}
            </Fact>
            <Fact name={whole ? 'Completeness' : 'Completeness for the whole'}>
              {whole ? (
                score(assessment.completeness)
              ) : (
                <Estimate value={assessment.completeness} interval={assessment.completenessInterval} />
              )}
            </Fact>
            <Fact name="Coherence">{score(assessment.coherence)}</Fact>
            <Fact name="Informativeness">{score(assessment.informativeness)}</Fact>
          </>
        )}
      </dl>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-faint">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Estimate({ value, interval }: { value: number; interval: { lower: number; upper: number } }) {
  return (
    <>
      {score(value)}{' '}
      <span title="90 % interval">
        ({score(interval.lower)} to {score(interval.upper)})
      </span>
    </>
  );
}
