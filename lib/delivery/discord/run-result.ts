/** How a run that has ended looks in Discord. */
import type { APIEmbedField } from 'discord.js';
import { clock, duration, percent } from '@/lib/core/format';
import type { Claim, Fallacy, KeyPoint } from '@/lib/core/runs/content';
import type { ProcessingType } from '@/lib/core/runs/states';
import type { RunDetailView } from '@/lib/core/runs/views';
import { button, linkButton, row } from './components';
import { LIMITS } from './limits';
import { type Links, runPage, runSecond, sourceUrl } from './links';
import { COLOURS, type MessageBody, message } from './message';
import { fitLines, fitText } from './text';

const LABELS: Record<ProcessingType, string> = { full: 'Full analysis', lightweight: 'Quick result', early_exit: 'Early exit' };
const VERDICT_LENGTH = 400;
const SUMMARY_LENGTH = 1600;
const POINT_LENGTH = 260;
/** The best ones; the rest is on the run's page, and in the thread. */
const SHOWN_POINTS = 4;
const SHOWN_FALLACIES = 3;

/**
 * resultMessage shows a run that has ended: title, what was decided and why, time saved, summary, top claims with timestamps, fallacies, links and buttons.
 * An exit after the analysis keeps its result on the run's page. At any input within Discord's limits.
 */
export function resultMessage(run: RunDetailView, links: Links): MessageBody {
  const finished = run.state === 'finished';
  const shownHere = finished && run.exitCheckpoint !== 'post_analysis';
  const description = finished ? finishedText(run, shownHere) : endedText(run);
  const embed = {
    title: titleOf(run),
    url: runPage(links, run.id),
    color: colourOf(run),
    description: description || 'There is nothing to show.',
    fields: [...factFields(run), ...(shownHere ? pointFields(run, links) : []), sourceField(run)],
    footer: { text: `Winnow · run ${run.id}` },
    ...(run.finishedAt ? { timestamp: run.finishedAt } : {}),
  };
  return message(embed, row(...buttons(run, links)));
}

export function titleOf(run: Pick<RunDetailView, 'title' | 'sourceHost'>): string {
  return fitText(run.title ?? '', LIMITS.title) || fitText(run.sourceHost, LIMITS.title) || 'Untitled';
}

function colourOf({ state, processingType }: RunDetailView): number {
  if (state === 'failed') return COLOURS.bad;
  if (state === 'cancelled' || processingType === 'early_exit') return COLOURS.neutral;
  return COLOURS.good;
}

function finishedText(run: RunDetailView, shownHere: boolean): string {
  const verdict = fitText(run.verdict ?? '', VERDICT_LENGTH);
  const summary = shownHere ? fitText((run.analysis ?? run.quickResult)?.summary ?? '', SUMMARY_LENGTH) : '';
  const kept = shownHere ? '' : 'What the analysis found is kept on the run’s page.';
  return [verdict && `**${verdict}**`, summary, kept, ...entryLines(run)].filter(Boolean).join('\n\n');
}

/** Of a list: what it was made into. */
function entryLines({ entries }: RunDetailView): string[] {
  const { text, omitted } = fitLines(
    entries.map((entry) => `• ${titleOf(entry)}`),
    SUMMARY_LENGTH,
  );
  return text === '' ? [] : [omitted > 0 ? `${text}\n• and ${omitted} more` : text];
}

function endedText({ state, error }: RunDetailView): string {
  if (state === 'cancelled') return 'It was cancelled.';
  if (!error) return 'It has not ended yet.';
  const detail = fitText(error.message, VERDICT_LENGTH);
  return [`**${fitText(error.title, LIMITS.title)}**`, detail, fitText(error.advice, VERDICT_LENGTH)].filter(Boolean).join('\n');
}

function factFields(run: RunDetailView): APIEmbedField[] {
  const fields: [string, string | null][] = [
    ['Decided', run.processingType && LABELS[run.processingType]],
    ['Type', run.contentType && fitText(run.contentType.replaceAll('_', ' '), 100)],
    ['Quality', run.qualityScore === null ? null : run.qualityScore.toFixed(2)],
    ['Time saved', timeSaved(run)],
    ['Heard', run.transcriptInfo && run.transcriptInfo.heardShare < 1 ? percent(run.transcriptInfo.heardShare) : null],
  ];
  return fields.flatMap(([name, value]) => (value ? [{ name, value, inline: true }] : []));
}

function timeSaved({ timeSavedPct, spentSeconds, processingType }: RunDetailView): string | null {
  if (processingType === null) return null;
  const spent = spentSeconds === null ? '' : `took ${duration(spentSeconds)}`;
  return timeSavedPct === null ? spent || null : [percent(timeSavedPct), spent].filter(Boolean).join(', ');
}

function pointFields(run: RunDetailView, links: Links): APIEmbedField[] {
  const claims = run.analysis?.claims ?? [];
  const points: readonly (Claim | KeyPoint)[] = claims.length > 0 ? claims : ((run.analysis ?? run.quickResult)?.keyPoints ?? []);
  return [
    listField(claims.length > 0 ? 'Top claims' : 'Key points', points.slice(0, SHOWN_POINTS), points.length, (point) =>
      pointLine(point, run, links),
    ),
    listField(
      'Possible fallacies',
      (run.analysis?.fallacies ?? []).slice(0, SHOWN_FALLACIES),
      run.analysis?.fallacies.length ?? 0,
      (fallacy) => fallacyLine(fallacy, run, links),
    ),
  ].flat();
}

function listField<T>(name: string, shown: readonly T[], total: number, line: (item: T) => string): APIEmbedField[] {
  const lines = shown.map(line).filter((text) => text !== '');
  if (lines.length === 0) return [];
  const { text, omitted } = fitLines(lines, LIMITS.fieldValue - 40);
  const more = total - (lines.length - omitted);
  return [{ name, value: more > 0 ? `${text}\n*and ${more} more on its page*` : text }];
}

/** stamp says where in the item, linked to that second of the run's page. */
export function stamp(seconds: number | null, run: { id: string }, links: Links): string {
  return seconds === null ? '' : `[${clock(seconds)}](${runSecond(links, run.id, seconds)}) `;
}

function pointLine({ text, span }: Claim | KeyPoint, run: RunDetailView, links: Links): string {
  const said = fitText(text, POINT_LENGTH);
  return said === '' ? '' : `• ${stamp(span.startSeconds, run, links)}${said}`;
}

function fallacyLine({ name, status, span }: Fallacy, run: RunDetailView, links: Links): string {
  const quote = fitText(span.quote, POINT_LENGTH);
  return `• ${stamp(span.startSeconds, run, links)}**${fitText(name.replaceAll('_', ' '), 60)}** (${status})${quote && `: “${quote}”`}`;
}

/** sourceField names the host that the item came from, and links the source where that can be done. */
function sourceField(run: RunDetailView): APIEmbedField {
  const url = sourceUrl(run.url);
  const host = fitText(run.sourceHost, 200) || 'unknown';
  return { name: 'Source', value: url ? `${host} · [open](${url})` : host };
}

function buttons(run: RunDetailView, links: Links) {
  const open = linkButton('Open', runPage(links, run.id));
  if (run.state !== 'finished' || run.processingType === null) return [open];
  return [
    ...(run.processingType === 'full'
      ? [button('read', run.id, { label: 'Read all in a thread' })]
      : [button('full', run.id, { label: 'Full analysis' }, 'primary')]),
    button('up', run.id, { emoji: '👍' }),
    button('down', run.id, { emoji: '👎' }),
    open,
  ];
}
