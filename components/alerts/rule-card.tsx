import { BellOff, Check } from 'lucide-react';
import Link from 'next/link';
import { useId } from 'react';
import type { AlertView } from '@/lib/core/alerts/views';
import { formatValue, formatWindow } from '@/lib/core/alerts/words';
import { Badge } from '../ui/badge';
import { TimeAgo } from '../ui/time-ago';
import { BacktestPanel } from './backtest-panel';
import { BarScale } from './bar-scale';
import { RuleActions } from './rule-actions';
import { barsSentence, stateLabel } from './words';

/** One rule: how it stands and since when, what was measured against which bars, what to do, and what can be done. */
export function RuleCard({ alert }: { alert: AlertView }) {
  const headingId = useId();
  const { label, icon, tone } = stateLabel(alert);
  return (
    <li id={alert.rule} aria-labelledby={headingId} className="space-y-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 space-y-1">
          <div className="flex flex-wrap items-center gap-2">
            <h2 id={headingId} className="font-semibold text-sm">
              {alert.label}
            </h2>
            <Badge tone={tone} icon={icon}>
              {label}
            </Badge>
            {alert.silencedUntil && (
              <Badge icon={BellOff}>
                silenced, ends <TimeAgo at={alert.silencedUntil} />
              </Badge>
            )}
            {alert.acknowledgedAt && (
              <Badge icon={Check}>
                acknowledged <TimeAgo at={alert.acknowledgedAt} />
              </Badge>
            )}
          </div>
          <p className="text-ink-faint text-xs leading-5">
            since <TimeAgo at={alert.since} />
            {alert.noDataSince && (
              <>
                , without data <TimeAgo at={alert.noDataSince} />
              </>
            )}
            {alert.evaluatedAt && (
              <>
                , looked at <TimeAgo at={alert.evaluatedAt} />
              </>
            )}
          </p>
        </div>
        <p className="ml-auto text-right">
          <span className="block font-semibold text-2xl tabular-nums tracking-tight">
            {alert.value === null ? '–' : formatValue(alert.rule, alert.value)}
          </span>
          <span className="text-ink-faint text-xs tabular-nums">
            last {formatWindow(alert.windowHours)}, n = {alert.n.toLocaleString('en')}
          </span>
        </p>
      </div>
      <div className="space-y-1">
        <BarScale alert={alert} />
        <p className="text-ink-faint text-xs tabular-nums leading-5">{barsSentence(alert)}</p>
      </div>
      <p className="max-w-prose text-ink-muted text-sm">{alert.sentence}</p>
      {alert.advice && (
        <p className="max-w-prose text-sm">
          <span className="font-medium">What to do:</span> {alert.advice}{' '}
          <Link href={`/alerts/runbooks#${alert.runbook}`} prefetch={false} className="text-accent underline underline-offset-2">
            Runbook
          </Link>
        </p>
      )}
      <RuleActions alert={alert} />
      <BacktestPanel alert={alert} />
    </li>
  );
}
