/** All that a full analysis found, as a row of messages for a thread. */
import type { Fallacy, Perspective } from '@/lib/core/runs/content';
import type { RunDetailView } from '@/lib/core/runs/views';
import { linkButton, row } from './components';
import { LIMITS } from './limits';
import { type Links, runPage } from './links';
import { COLOURS, type MessageBody, message } from './message';
import { stamp, titleOf } from './run-result';
import { fitLines, fitPlain, fitText } from './text';

/** A thread that nobody would read to its end is no help. */
const MOST_PAGES = 10;
const PAGE_LENGTH = 3800;
const LINE_LENGTH = 600;

export const threadName = (run: Pick<RunDetailView, 'title' | 'sourceHost'>): string =>
  fitPlain(run.title ?? '', LIMITS.threadName) || fitPlain(run.sourceHost, LIMITS.threadName) || 'Full analysis';

/** reportPages returns 1 to 10 messages; the last one says what was left out. */
export function reportPages(run: RunDetailView, links: Links): MessageBody[] {
  const lines = reportLines(run, links);
  const pages: string[] = [];
  let from = 0;
  while (from < lines.length && pages.length < MOST_PAGES) {
    const { text, omitted } = fitLines(lines.slice(from), PAGE_LENGTH);
    pages.push(text);
    from = lines.length - omitted;
  }
  const left = lines.length - from;
  return pages.map((text, index) => {
    const isLast = index === pages.length - 1;
    const description = isLast && left > 0 ? `${text}\n\n*${left} more lines are on the run’s page.*` : text;
    const title = index === 0 ? { title: titleOf(run), url: runPage(links, run.id) } : {};
    return message({ ...title, description, color: COLOURS.good }, ...(isLast ? [row(linkButton('Open', runPage(links, run.id)))] : []));
  });
}

function reportLines(run: RunDetailView, links: Links): string[] {
  const { analysis } = run;
  if (!analysis) return ['There is no full analysis of this run.'];
  const at = (seconds: number | null) => stamp(seconds, run, links);
  return [
    ...section('Summary', [fitText(analysis.summary, PAGE_LENGTH - 100)]),
    ...section(
      'Key points',
      analysis.keyPoints.map(({ text, span }) => `• ${at(span.startSeconds)}${fitText(text, LINE_LENGTH)}`),
    ),
    ...section(
      'Claims',
      analysis.claims.map(({ text, span }) => `• ${at(span.startSeconds)}${fitText(text, LINE_LENGTH)}`),
    ),
    ...section('Perspectives', analysis.perspectives.flatMap(perspectiveLines)),
    ...section(
      'Possible fallacies',
      analysis.fallacies.map((fallacy) => `• ${at(fallacy.span.startSeconds)}${fallacyText(fallacy)}`),
    ),
  ];
}

function section(title: string, lines: string[]): string[] {
  const shown = lines.filter((line) => line !== '');
  return shown.length === 0 ? [] : [`**${title}**`, ...shown];
}

function perspectiveLines({ topic, positions }: Perspective): string[] {
  const held = positions.map(({ stance, holder }) => `– ${holder ? `${fitText(holder, 120)}: ` : ''}${fitText(stance, LINE_LENGTH)}`);
  return [`• ${fitText(topic, 200)}`, ...held];
}

function fallacyText({ name, status, span, explanation }: Fallacy): string {
  const quote = fitText(span.quote, LINE_LENGTH);
  return `**${fitText(name.replaceAll('_', ' '), 60)}** (${status})${quote && `: “${quote}”`} ${fitText(explanation, LINE_LENGTH)}`;
}
