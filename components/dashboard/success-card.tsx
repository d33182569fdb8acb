import { CircleCheckBig, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import { METRIC_WORDS } from '@/lib/core/alerts/words';
import { type OperatingMetric, operatingResults, type Verdict } from '@/lib/core/metrics/success';
import type { PerformanceView } from '@/lib/core/metrics/views';
import { finePercent, percent, score } from '../format';
import { Badge, type Tone } from '../ui/badge';
import { Panel } from '../ui/panel';
import { knownFigures } from './cards';

const TARGETS: Record<OperatingMetric, { target: string; show: (value: number) => string }> = {
  bypass_rate: { target: '55 % to 75 %', show: percent },
  quality_score_avg: { target: 'above 0.70', show: score },
  time_savings_avg: { target: 'above 60 %', show: percent },
  error_rate: { target: 'below 1 %', show: finePercent },
  uptime: { target: 'above 99 %', show: finePercent },
};

const VERDICTS: Record<Verdict, { label: string; icon: LucideIcon; tone: Tone }> = {
  met: { label: 'Met', icon: CircleCheckBig, tone: 'good' },
  missed: { label: 'Missed', icon: CircleX, tone: 'bad' },
  unknown: { label: 'Not known yet', icon: CircleDashed, tone: 'neutral' },
};

/** The five operating targets against the window. */
export function SuccessCard({ view }: { view: PerformanceView }) {
  const results = operatingResults({ ...knownFigures(view.overallMetrics), uptime: view.uptime.share });
  const met = results.filter(({ verdict }) => verdict === 'met').length;
  return (
    <Panel
      title="Operating targets"
      aside={
        <span className="text-ink-muted text-sm tabular-nums">
          {met} of {results.length} met
        </span>
      }
    >
      <ul className="divide-y divide-line lg:grid lg:grid-cols-5 lg:divide-x lg:divide-y-0">
        {results.map(({ metric, value, verdict }) => {
          const { target, show } = TARGETS[metric];
          const { label: word, icon, tone } = VERDICTS[verdict];
          return (
            <li key={metric} className="flex items-center justify-between gap-x-3 gap-y-1 px-4 py-2 text-sm lg:flex-col lg:items-start">
              <span className="min-w-0">
                {metric === 'uptime' ? 'Uptime' : METRIC_WORDS[metric].label}
                <span className="block text-ink-muted text-xs tabular-nums leading-5">
                  {target}
                  {metric === 'uptime' && value !== null && `, of ${view.uptime.minutes.toLocaleString('en')} min`}
                </span>
              </span>
              <span className="flex shrink-0 items-center gap-3 tabular-nums">
                {value !== null && <span className="font-medium">{show(value)}</span>}
                <Badge tone={tone} icon={icon}>
                  {word}
                </Badge>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
