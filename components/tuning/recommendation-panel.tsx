'use client';
import { CircleAlert, CircleCheckBig, CircleDashed, Sparkles } from 'lucide-react';
import type { BaselineView, RecommendationView } from '@/lib/core/tuning/views';
import { settingsOf } from '../data/tuning';
import { count, finePercent } from '../format';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { TimeAgo } from '../ui/time-ago';

interface RecommendationPanelProps {
  recommendation: RecommendationView;
  onChoose: (values: Record<string, number>) => void;
}

/** The best settings under the promise, the data behind them, or what is missing for that. */
export function RecommendationPanel({ recommendation, onChoose }: RecommendationPanelProps) {
  const { sentence, settings, data, promise } = recommendation;
  return (
    <Panel title="Recommendation">
      <div className="space-y-3 p-4">
        <p className="flex gap-2 text-sm">
          {settings ? (
            <Sparkles aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
          ) : (
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
          )}
          <span>{sentence}</span>
        </p>
        {settings && (
          <Button variant="primary" onClick={() => onChoose(settingsOf(settings))}>
            Put into the draft
          </Button>
        )}
        <p className="text-ink-muted text-xs tabular-nums leading-5">
          The promise: at most {finePercent(promise.falseStopRate)} false stops, at {finePercent(promise.confidence)} confidence (promise,
          in quality_filtering.yaml). The data: {count(data.runs, 'run')}, {count(data.audits, 'audited stop')},{' '}
          {count(data.shadow, 'full run')} as shadow evidence
          {data.from && data.to && (
            <>
              , from <TimeAgo at={data.from} /> to <TimeAgo at={data.to} />
            </>
          )}
          , under version {data.configVersion}.
        </p>
      </div>
    </Panel>
  );
}

/** What the week before tuning has to bring together. */
export function BaselinePanel({ baseline }: { baseline: BaselineView }) {
  return (
    <Panel
      title="Baseline"
      aside={
        <Badge tone={baseline.complete ? 'good' : 'neutral'} icon={baseline.complete ? CircleCheckBig : CircleDashed}>
          {baseline.complete ? 'complete' : 'not complete'}
        </Badge>
      }
    >
      <ul aria-label="Baseline" className="divide-y divide-line">
        {baseline.items.map(({ name, met, sentence }) => (
          <li key={name} className="flex items-start gap-2 px-4 py-2.5 text-sm">
            {met ? (
              <CircleCheckBig aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
            ) : (
              <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
            )}
            <span>
              <span className="sr-only">{met ? 'Done: ' : 'Missing: '}</span>
              {sentence}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
