/** What the commands answer besides runs: lists, figures, passages, answers. */

import type { AlertView } from '@/lib/core/alerts/views';
import { clock, count, duration, percent } from '@/lib/core/format';
import type { OverallMetricsView } from '@/lib/core/metrics/views';
import type { RunSummaryView } from '@/lib/core/runs/views';
import { button, linkButton, row } from './components';
import { LIMITS } from './limits';
import { type Links, runPage, runSecond } from './links';
import { COLOURS, type MessageBody, message } from './message';
import { fitLines, fitPlain, fitText } from './text';

const LIST_LENGTH = 3800;
const STATE_MARKS: Partial<Record<RunSummaryView['state'], string>> = { finished: '✅', failed: '❌', cancelled: '➖', queued: '◻️' };
const LABELS = { full: 'full', lightweight: 'quick', early_exit: 'early exit' } as const;

/** recentMessage lists the latest runs. */
export function recentMessage(runs: readonly RunSummaryView[], links: Links): MessageBody {
  const lines = runs.map((run) => {
    const state = run.processingType ? LABELS[run.processingType] : run.state;
    const title = fitText(run.title ?? run.sourceHost, 200) || 'Untitled';
    return `${STATE_MARKS[run.state] ?? '▶️'} [open](${runPage(links, run.id)}) ${title} · ${state}`;
  });
  const { text } = fitLines(lines, LIST_LENGTH);
  return message(
    { title: 'Latest runs', description: text || 'Nothing was submitted yet. Try `/analyze`.', color: COLOURS.neutral },
    row(linkButton('All runs', `${links.baseUrl}/runs`)),
  );
}

/** runChoices offers runs to choose from while one types. */
export function runChoices(runs: readonly RunSummaryView[]): { name: string; value: string }[] {
  return runs.slice(0, LIMITS.choices).map((run) => ({
    name: fitPlain(run.title ?? run.url, LIMITS.choiceName) || run.id,
    value: run.id,
  }));
}

/** performanceMessage gives the figures of the dashboard; `hours` null = since the last reset. */
export function performanceMessage(figures: OverallMetricsView, hours: number | null, links: Links): MessageBody {
  const known = (value: number | null, write: (value: number) => string) => (value === null ? 'not known yet' : write(value));
  const rows: [string, string][] = [
    ['Processed', figures.totalProcessed.toLocaleString('en')],
    ['Bypass rate', percent(figures.bypassRate)],
    ['Early-exit rate', percent(figures.earlyExitRate)],
    [
      'Time saved',
      figures.timeSavedRuns === 0
        ? 'not known yet'
        : `${percent(figures.avgTimeSavings)}, ${duration(figures.totalTimeSavedHours * 3600)} in all`,
    ],
    ['Quality', known(figures.avgQualityScore, (value) => value.toFixed(2))],
    ['Processing time', known(figures.avgProcessingTime, duration)],
    ['Failed', `${figures.failed} here, ${figures.failedSource} at the source`],
    ['False stops', known(figures.falseStopRate, (value) => `${percent(value)} of ${count(figures.judgedStops, 'judged stop')}`)],
  ];
  return message(
    {
      title: hours === null ? 'Performance since the last reset' : `Performance of the last ${count(hours, 'hour')}`,
      url: `${links.baseUrl}/dashboard`,
      color: COLOURS.neutral,
      fields: rows.map(([name, value]) => ({ name, value, inline: true })),
    },
    row(linkButton('Dashboard', `${links.baseUrl}/dashboard`)),
  );
}

const ALERT_MARKS: Record<AlertView['state'], string> = { ok: '🟢', pending: '🟡', firing: '🔴', resolved: '🟢', no_data: '⚪' };

/** alertsMessage says how each rule stands, what fires first; rules that fire can be acknowledged from here. */
export function alertsMessage(alerts: readonly AlertView[], links: Links): MessageBody {
  const sorted = [...alerts].sort((a, b) => Number(b.state === 'firing') - Number(a.state === 'firing'));
  const lines = sorted.map(({ state, label, sentence }) => `${ALERT_MARKS[state]} **${fitText(label, 80)}** · ${fitText(sentence, 400)}`);
  const firing = sorted.filter(({ state, acknowledgedAt }) => state === 'firing' && acknowledgedAt === null).slice(0, 4);
  const buttons = firing.map(({ rule, label }) =>
    button('acknowledge', rule, { label: fitPlain(`Acknowledge ${label.toLowerCase()}`, 80) }),
  );
  return message(
    {
      title: firing.length > 0 ? `${count(firing.length, 'alert')} firing` : 'Alerts',
      url: `${links.baseUrl}/alerts`,
      description: fitLines(lines, LIST_LENGTH).text || 'No rule is defined.',
      color: firing.length > 0 ? COLOURS.bad : COLOURS.good,
    },
    row(...buttons, linkButton('Alerts', `${links.baseUrl}/alerts`)),
  );
}

/** A stretch of a remembered item. `startSeconds` null for articles. */
export interface Passage {
  runId: string;
  title: string | null;
  text: string;
  startSeconds: number | null;
}

/** searchMessage lists the passages nearest in meaning, best first. */
export function searchMessage(query: string, hits: readonly Passage[], links: Links): MessageBody {
  const lines = hits.map((hit, index) => `**${index + 1}.** ${passageLine(hit, links)}\n> ${fitText(hit.text, 280)}`);
  return message(
    {
      title: fitText(query, LIMITS.title) || 'Search',
      description: fitLines(lines, LIST_LENGTH).text || 'Nothing in memory comes near that.',
      color: COLOURS.neutral,
    },
    row(linkButton('Memory', `${links.baseUrl}/memory`)),
  );
}

function passageLine({ runId, title, startSeconds }: Passage, links: Links): string {
  const place = startSeconds === null ? runPage(links, runId) : runSecond(links, runId, startSeconds);
  return `${fitText(title ?? '', 160) || 'Untitled'} · [${startSeconds === null ? 'open' : clock(startSeconds)}](${place})`;
}

export interface Answer {
  question: string;
  /** As it was answered; foreign text. */
  text: string;
  citations: readonly Passage[];
}

/** answerMessage shows an answer with its sources, and asks whether there is more to ask. `argument` is what the button hands on. */
export function answerMessage({ question, text, citations }: Answer, argument: string, links: Links): MessageBody {
  const sources = citations.map((citation, index) => `**${index + 1}.** ${passageLine(citation, links)}`);
  const { text: listed } = fitLines(sources, LIMITS.fieldValue);
  return message(
    {
      title: fitText(question, LIMITS.title) || 'Answer',
      description: fitText(text, 3000) || 'Memory has no answer to that.',
      color: COLOURS.neutral,
      ...(listed ? { fields: [{ name: 'Rests on', value: listed }] } : {}),
    },
    row(button('ask', argument, { label: 'Ask further' }, 'primary'), linkButton('Memory', `${links.baseUrl}/memory`)),
  );
}

export interface WatchedFeed {
  id: string;
  title: string | null;
  url: string;
  state: 'active' | 'paused' | 'failing';
  detail: string | null;
}

const FEED_MARKS: Record<WatchedFeed['state'], string> = { active: '🟢', paused: '⏸️', failing: '🔴' };

/** feedsMessage lists what is watched for a channel. */
export function feedsMessage(feeds: readonly WatchedFeed[], links: Links): MessageBody {
  const lines = feeds.map(
    ({ title, url, state, detail }) =>
      `${FEED_MARKS[state]} ${fitText(title ?? url, 200)} · ${state}${detail ? `: ${fitText(detail, 200)}` : ''}`,
  );
  return message(
    {
      title: 'Watched for this channel',
      description: fitLines(lines, LIST_LENGTH).text || 'Nothing is watched for this channel. Try `/watch add`.',
      color: COLOURS.neutral,
    },
    row(linkButton('Feeds', `${links.baseUrl}/feeds`)),
  );
}
