import type { AlertHistoryView, AlertView, BacktestView } from '@/lib/core/alerts/views';
import { formatTime, formatValue } from '@/lib/core/alerts/words';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { bold, dim, say, sayJson, table } from './output';

interface Options {
  json?: boolean;
}

const time = (at: string) => formatTime(Date.parse(at), Date.now());

/** listAlerts shows how each rule stands. Returns the exit code: a rule that fires is a failure. */
export async function listAlerts({ json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().get<AlertView[]>('/api/performance/alerts');
  if (json) sayJson(wire);
  else {
    table(
      ['RULE', 'STATE', 'SINCE', 'VALUE', 'N', ''],
      view.map((alert) => [
        alert.rule,
        alert.severity && alert.state !== 'resolved' ? `${alert.state} (${alert.severity})` : alert.state,
        time(alert.since),
        alert.value === null ? '–' : formatValue(alert.rule, alert.value),
        alert.n.toLocaleString('en'),
        notes(alert),
      ]),
    );
    for (const { label, sentence, advice, state } of view) if (state === 'firing') say(`\n${bold(label)}: ${sentence}\n${advice ?? ''}`);
  }
  return view.some(({ state }) => state === 'firing') ? EXIT.failed : EXIT.ok;
}

function notes({ silencedUntil, acknowledgedBy, noDataSince }: AlertView): string {
  return [
    ...(silencedUntil ? [`silenced until ${time(silencedUntil)}`] : []),
    ...(acknowledgedBy ? [`acknowledged by ${acknowledgedBy}`] : []),
    ...(noDataSince ? [`without data since ${time(noDataSince)}`] : []),
  ].join(', ');
}

export async function history({ json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().get<AlertHistoryView>('/api/alerts/history');
  if (json) sayJson(wire);
  else if (view.events.length === 0) say('Nothing has happened yet.');
  else
    for (const { at, label, message, by } of view.events) say(`${dim(time(at))}  ${bold(label)}  ${message}${by ? dim(` by ${by}`) : ''}`);
  return EXIT.ok;
}

/** act acknowledges, silences or unsilences a rule. */
export async function act(
  rule: string,
  action: 'acknowledge' | 'silence' | 'unsilence',
  body: { minutes?: number },
  { json = false }: Options,
): Promise<number> {
  const { view, wire } = await new ApiClient().post<AlertView>(`/api/alerts/${encodeURIComponent(rule)}/${action}`, body);
  if (json) sayJson(wire);
  else say(`${view.label}: ${view.state}${notes(view) && `, ${notes(view)}`}`);
  return EXIT.ok;
}

/** backtest shows when a rule would have fired. */
export async function backtest(rule: string, days: number, { json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().get<BacktestView>(`/api/alerts/${encodeURIComponent(rule)}/backtest?days=${days}`);
  if (json) {
    sayJson(wire);
    return EXIT.ok;
  }
  say(view.sentence);
  for (const { from, to, severity, peak } of view.firings) {
    const value = formatValue(view.rule, peak.value);
    say(`${time(from)} to ${to ? time(to) : 'now'}: ${severity}, ${value} at worst (n = ${peak.n.toLocaleString('en')})`);
  }
  say(dim(`${view.evaluated} points looked at, ${view.noData} of them with too few runs to say anything`));
  return EXIT.ok;
}
