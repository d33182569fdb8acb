'use client';
import { CircleCheckBig, FlaskConical, type LucideIcon, Pause } from 'lucide-react';
import type { SettingView } from '@/lib/core/config/views';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import type { ConditionEvidenceView, ConditionsView, EvidenceState } from '@/lib/core/tuning/views';
import { count, finePercent, percent, score } from '../format';
import { Badge, type Tone } from '../ui/badge';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { TypedField } from '../ui/typed-field';
import { CHECKPOINT_LABELS } from '../words';
import { type Draft, withValue } from './draft';
import { SettingControl } from './setting-control';
import { intervalWords, show } from './words';

const STATES: Record<EvidenceState, { label: string; icon: LucideIcon; tone: Tone }> = {
  trial: { label: 'trial', icon: FlaskConical, tone: 'neutral' },
  trusted: { label: 'trusted', icon: CircleCheckBig, tone: 'good' },
  suspended: { label: 'suspended', icon: Pause, tone: 'warn' },
};
const CONDITION_LENGTH = 512;

interface ConditionsPanelProps {
  view: ConditionsView | undefined;
  settings: readonly SettingView[];
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** Each condition: what it says, how sure it is declared to be and has turned out to be, and what it stopped and lost. */
export function ConditionsPanel({ view, settings, draft, onChange }: ConditionsPanelProps) {
  const rows = conditionSettings(settings);
  return (
    <Panel title="Conditions" aside={view && <Overall view={view} />}>
      <ul aria-label="Conditions" className="divide-y divide-line">
        {rows.map(({ checkpoint, condition, confidence }) => (
          <li key={condition.key} aria-label={String(condition.versionValue)} className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-2">
            <div className="space-y-1">
              <p className="text-ink-faint text-xs">{CHECKPOINT_LABELS[checkpoint]}</p>
              <TypedField
                label="Condition"
                value={String(draft[condition.key] ?? condition.versionValue)}
                maxLength={CONDITION_LENGTH}
                className="font-mono"
                onSettle={(text) => text !== '' && onChange(withValue(draft, condition, text))}
              />
              <ul>
                <SettingControl
                  control={{ setting: confidence, kind: 'share', label: 'Declared confidence', hint: 'How often stopping here is right' }}
                  drafted={draft[confidence.key]}
                  onChange={(value) => onChange(withValue(draft, confidence, value))}
                />
              </ul>
            </div>
            <Evidence view={view} checkpoint={checkpoint} condition={String(condition.versionValue)} />
          </li>
        ))}
      </ul>
      {rows.length === 0 && (
        <p className="p-4 text-ink-muted text-sm">The configuration has no conditions. They stand in early_exit.yaml.</p>
      )}
    </Panel>
  );
}

interface ConditionRow {
  checkpoint: (typeof CHECKPOINTS)[number];
  condition: SettingView;
  confidence: SettingView;
}

function conditionSettings(settings: readonly SettingView[]): ConditionRow[] {
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  return CHECKPOINTS.flatMap((checkpoint) =>
    settings.flatMap((condition) => {
      if (!condition.key.startsWith(`early_exit.checkpoints.${checkpoint}.conditions.`) || !condition.key.endsWith('.condition')) return [];
      const confidence = byKey.get(condition.key.replace(/condition$/, 'confidence'));
      return confidence ? [{ checkpoint, condition, confidence }] : [];
    }),
  );
}

function Overall({ view: { overall } }: { view: ConditionsView }) {
  return (
    <span className="text-ink-faint text-xs tabular-nums">
      False stops {show(overall.value, 'share')}
      {overall.interval && ` (${intervalWords(overall.interval, 'share')})`}, {count(overall.judged, 'judged stop')}
    </span>
  );
}

function Evidence({ view, checkpoint, condition }: { view: ConditionsView | undefined; checkpoint: string; condition: string }) {
  if (!view) return <Skeleton className="h-24 w-full" />;
  const found = view.conditions.find((one) => one.checkpoint === checkpoint && one.condition === condition);
  if (!found) return <p className="text-ink-muted text-sm">Nothing is known of it yet.</p>;
  const { label, icon, tone } = STATES[found.state];
  return (
    <div className="space-y-2 text-sm tabular-nums">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
        {found.since && (
          <span className="text-ink-faint text-xs">
            since <TimeAgo at={found.since} />
          </span>
        )}
        {found.heldBackBecause && <span className="text-ink-muted text-xs">does not fire: {found.heldBackBecause}</span>}
      </p>
      <ConfidenceScale condition={found} />
      <p className="text-ink-muted text-xs leading-5">
        Stopped {count(found.stopped, 'run')}
        {found.meanLoss !== null && `, the judged ones lost ${percent(found.meanLoss)} on average`}. {count(found.labels, 'label')},{' '}
        {count(found.falseStops, 'false stop')}.{' '}
        {found.auditsUntilPromise === null
          ? 'As it goes, no number of audits would carry the promise.'
          : found.auditsUntilPromise === 0
            ? `At most ${finePercent(view.promise.falseStopRate)} false stops can be promised of it.`
            : `${count(found.auditsUntilPromise, 'more audit')} until at most ${finePercent(view.promise.falseStopRate)} false stops can be promised of it.`}
      </p>
    </div>
  );
}

/** Declared, and what the labels say, on one line from 0 to 1, with the bar. */
function ConfidenceScale({ condition: { declaredConfidence, minConfidence, posterior } }: { condition: ConditionEvidenceView }) {
  const x = (value: number) => `${value * 100}%`;
  const { mean, interval } = posterior;
  return (
    <div className="space-y-1">
      <svg aria-hidden="true" width="100%" height="18" className="block overflow-visible">
        <line x1="0" x2="100%" y1="9" y2="9" className="stroke-line-strong" strokeWidth="1" />
        <line x1={x(interval.lower)} x2={x(interval.upper)} y1="9" y2="9" className="stroke-accent" strokeWidth="6" />
        <circle cx={x(mean)} cy="9" r="5" className="fill-accent stroke-surface" strokeWidth="2" />
        <line x1={x(minConfidence)} x2={x(minConfidence)} y1="0" y2="18" className="stroke-ink" strokeWidth="1.5" strokeDasharray="3 2" />
      </svg>
      <p className="text-ink-muted text-xs">
        Right {score(mean)} ({score(interval.lower)} to {score(interval.upper)}), declared {score(declaredConfidence)}, bar{' '}
        {score(minConfidence)}
      </p>
    </div>
  );
}
