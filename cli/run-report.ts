import type { RunDetailView, RunSummaryView } from '@/lib/core/runs/views';
import { bold, dim, say, table, text } from './output';

const WRAP = 100;

function wrap(value: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text(value).split(' ')) {
    if (line !== '' && line.length + word.length + 1 > WRAP) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((part) => indent + part).join('\n');
}

const seconds = (value: number | null) => (value === null ? '–' : `${value.toFixed(1)} s`);

/** outcome is one or two words: what became of a run. */
export function outcome(run: RunSummaryView): string {
  if (run.state === 'finished') return (run.processingType ?? 'finished').replace('_', ' ');
  return run.error ? `${run.state} (${run.error.code})` : run.state;
}

/** reportRun prints what a person wants to know of one run. */
export function reportRun(run: RunDetailView, webUrl: string): void {
  say(`${bold(text(run.title ?? run.url))}  ${dim(outcome(run))}`);
  say(dim(`${webUrl}/runs/${run.id}`));
  if (run.verdict) say(`\n${wrap(run.verdict, '')}`);
  if (run.error) {
    say(`\n${bold(run.error.title)}: ${wrap(run.error.message, '')}`);
    say(wrap(run.error.advice, ''));
  }
  const result = run.analysis ?? run.quickResult;
  if (result) {
    say(`\n${wrap(result.summary, '')}`);
    if (result.keyPoints.length > 0) say();
    for (const point of result.keyPoints) say(`• ${wrap(point.text, '  ').trimStart()}`);
    if (!run.analysis && run.quickResult?.topics?.length) say(`\n${wrap(`Topics: ${run.quickResult.topics.join(', ')}`, '')}`);
  }
  const facts = [
    run.contentType && `type ${run.contentType}`,
    run.qualityScore !== null && `quality ${run.qualityScore.toFixed(2)}`,
    run.spentSeconds !== null && `took ${seconds(run.spentSeconds)}`,
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  if (facts.length > 0) say(`\n${dim(facts.join(', '))}`);
}

/** listRuns prints runs as a table, newest first as they come. */
export function listRuns(runs: RunSummaryView[]): void {
  if (runs.length === 0) {
    say('No runs yet. Submit one with: npx winnow submit URL');
    return;
  }
  table(
    ['ID', 'CREATED', 'OUTCOME', 'TOOK', 'TITLE'],
    runs.map((run) => [
      run.id,
      run.createdAt.slice(0, 16).replace('T', ' '),
      outcome(run),
      seconds(run.spentSeconds),
      text(run.title ?? run.url, 60),
    ]),
  );
}
