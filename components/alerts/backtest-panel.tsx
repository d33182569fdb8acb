'use client';
import { useId, useState } from 'react';
import type { AlertView, BacktestView } from '@/lib/core/alerts/views';
import { formatValue } from '@/lib/core/alerts/words';
import { useBacktest } from '../data/alerts';
import { problemOf } from '../data/api';
import { count } from '../format';
import { Button } from '../ui/button';
import { Disclosure } from '../ui/disclosure';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';

const DAYS = [1, 7, 30, 90] as const;

/** When the rule as it is now would have fired. Asked only once it is opened. */
export function BacktestPanel({ alert }: { alert: AlertView }) {
  const [isOpen, setOpen] = useState(false);
  const [days, setDays] = useState<number>(7);
  const id = useId();
  const { data, isError, error, refetch } = useBacktest(alert.rule, days, isOpen);
  return (
    <Disclosure summary={`Backtest ${alert.label.toLowerCase()}`} open={isOpen} onToggle={setOpen}>
      <div className="space-y-3 pt-3 pl-5.5 text-sm">
        <p className="flex flex-wrap items-center gap-2 text-ink-muted">
          <label htmlFor={id}>On what was recorded in the last</label>
          <select id={id} value={days} onChange={(event) => setDays(Number(event.target.value))} className={FIELD_STYLE}>
            {DAYS.map((choice) => (
              <option key={choice} value={choice}>
                {count(choice, 'day')}
              </option>
            ))}
          </select>
        </p>
        {isError ? (
          <Problem error={error} retry={() => void refetch()} />
        ) : data ? (
          <Result alert={alert} backtest={data} />
        ) : (
          <div role="status">
            <span className="sr-only">Running the backtest</span>
            <Skeleton className="h-12 w-full" />
          </div>
        )}
      </div>
    </Disclosure>
  );
}

function Problem({ error, retry }: { error: Error; retry: () => void }) {
  const { title, detail, advice } = problemOf(error);
  return (
    <Notice tone="bad" title={title} actions={<Button onClick={retry}>Try again</Button>}>
      {detail} {advice}
    </Notice>
  );
}

function Result({ alert, backtest: { sentence, firings, evaluated, noData } }: { alert: AlertView; backtest: BacktestView }) {
  return (
    <div className="space-y-2">
      <p aria-live="polite" className="font-medium">
        {sentence}
      </p>
      {firings.length > 0 && (
        <ol className="divide-y divide-line rounded-md border border-line">
          {firings.map(({ from, to, severity, peak, notifications }) => (
            <li key={from} className="px-3 py-2 text-ink-muted text-xs tabular-nums leading-5">
              <span className="font-medium text-ink">
                <Moment at={from} /> to {to ? <Moment at={to} /> : 'now'}
              </span>
              , {severity}: {formatValue(alert.rule, peak.value)} at worst ({peak.side === 'high' ? 'above' : 'below'}{' '}
              {formatValue(alert.rule, peak.threshold)}, n = {peak.n.toLocaleString('en')}), {count(notifications, 'message')}
            </li>
          ))}
        </ol>
      )}
      <p className="text-ink-faint text-xs leading-5">
        {count(evaluated, 'point')} looked at{noData > 0 && `, ${noData.toLocaleString('en')} of them with too few runs to say anything`}.
        What came and went between two points is not seen.
      </p>
    </div>
  );
}

/** In the reader's own zone, which the server does not know. */
function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} suppressHydrationWarning>
      {new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
    </time>
  );
}
