import { Ban, CircleStop, FastForward, Gauge, type LucideIcon, MoveRight, Route } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BypassDecision, CheckpointDecision, RoutingDecision } from '@/lib/core/gates/types';
import { isFinal } from '@/lib/core/runs/states';
import type { DecisionView, RunDetailView } from '@/lib/core/runs/views';
import { count, percent } from '../format';
import { cn } from '../ui/cn';
import { Disclosure } from '../ui/disclosure';
import { Panel } from '../ui/panel';
import { CHECKPOINT_LABELS, humanise } from '../words';
import { ConditionRow } from './condition-row';
import { QualityBars } from './quality-bars';
import { SignalsTable } from './signals-table';

/** Every decision of the run in the order they were made, each with its evidence, and all signals under them. */
export function WhyPanel({ run }: { run: RunDetailView }) {
  const { decisions, signalSets, effectiveConfig } = run;
  return (
    <Panel
      id="why"
      title="Why"
      aside={
        <span className="text-ink-muted text-xs tabular-nums" title={`Effective configuration ${effectiveConfig.hash}`}>
          under config version {effectiveConfig.version}
        </span>
      }
    >
      {decisions.length === 0 ? (
        <p className="p-4 text-ink-muted text-sm">{isFinal(run.state) ? 'Nothing was decided.' : 'Nothing has been decided yet.'}</p>
      ) : (
        <ol className="divide-y divide-line">
          {decisions.map((view) => (
            <Decision key={view.seq} view={view} />
          ))}
        </ol>
      )}
      <div className="space-y-2 border-line border-t px-4 py-3">
        <Disclosure summary="What this run was decided under">
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 pl-5 text-sm">
            {effectiveConfig.flags.map(({ name, on }) => (
              <li key={name} className="text-ink-muted">
                <code className="font-mono text-xs">{name}</code> <strong className="font-medium text-ink">{on ? 'on' : 'off'}</strong>
              </li>
            ))}
          </ul>
        </Disclosure>
        {signalSets.length > 0 && <SignalsTable sets={signalSets} />}
      </div>
    </Panel>
  );
}

function Decision({ view }: { view: DecisionView }) {
  if (view.kind === 'checkpoint') return <Checkpoint decision={view.decision} round={view.round} />;
  if (view.kind === 'routing') return <Routing decision={view.decision} round={view.round} />;
  return <Bypass decision={view.decision} round={view.round} />;
}

interface StepProps {
  icon: LucideIcon;
  /** Whether this step changed how the run went on. */
  isDecisive?: boolean;
  title: string;
  outcome: string;
  children?: ReactNode;
}

function Step({ icon: Icon, isDecisive = false, title, outcome, children }: StepProps) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 px-4 py-3">
      <Icon aria-hidden className={cn('mt-0.5 size-4', isDecisive ? 'text-accent' : 'text-ink-faint')} />
      <div className="min-w-0 space-y-2">
        <p className="text-sm leading-5">
          <span className="font-medium">{title}</span> <span className={isDecisive ? undefined : 'text-ink-muted'}>{outcome}</span>
        </p>
        {children}
      </div>
    </li>
  );
}

function Checkpoint({ decision, round }: { decision: CheckpointDecision; round: number }) {
  const { checkpoint, enabled, disabledBecause, conditions, fired, minConfidence } = decision;
  const title = `${CHECKPOINT_LABELS[checkpoint]}${inRound(round)}:`;
  const held = conditions.filter((condition) => condition.result === true).length;
  const outcome = fired
    ? `stopped. ${fired.reason}`
    : enabled
      ? `went on; ${held} of ${count(conditions.length, 'condition')} true.`
      : `could not stop this run. ${disabledBecause ?? ''}`;
  return (
    <Step icon={fired ? CircleStop : enabled ? MoveRight : Ban} isDecisive={fired !== null} title={title} outcome={outcome}>
      {conditions.length > 0 && (
        <Disclosure open={held > 0} summary={`${count(conditions.length, 'condition')} with the values they saw`}>
          <ul className="mt-2 space-y-2">
            {conditions.map((condition) => (
              <ConditionRow key={condition.key} outcome={condition} minConfidence={minConfidence} isFired={fired?.key === condition.key} />
            ))}
          </ul>
        </Disclosure>
      )}
    </Step>
  );
}

function inRound(round: number): string {
  return round > 0 ? `, round ${round}` : '';
}

function Routing({ decision, round }: { decision: RoutingDecision; round: number }) {
  const { mode, contentType, typeProbability, reason } = decision;
  const outcome = `${humanise(contentType)} (${percent(typeProbability)} sure) goes the way ${humanise(mode).toLowerCase()}. ${reason}`;
  return <Step icon={Route} isDecisive={mode !== 'quality_check'} title={`Routing${inRound(round)}:`} outcome={outcome} />;
}

function Bypass({ decision, round }: { decision: BypassDecision; round: number }) {
  const { applicable, bypass, bars, reason } = decision;
  return (
    <Step icon={bypass ? FastForward : Gauge} isDecisive={bypass} title={`Quality of the quick result${inRound(round)}:`} outcome={reason}>
      {bars.length > 0 && <QualityBars bars={bars} />}
      {!applicable && bars.length > 0 && <p className="text-ink-muted text-xs">Measured, but not used for the decision.</p>}
    </Step>
  );
}
