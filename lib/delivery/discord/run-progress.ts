/** How a run that is under way looks in Discord. */
import { percent } from '@/lib/core/format';
import type { RunState, Stage } from '@/lib/core/runs/states';
import type { RunDetailView, StageStatus } from '@/lib/core/runs/views';
import { linkButton, row } from './components';
import { type Links, runPage } from './links';
import { COLOURS, type MessageBody, message } from './message';
import { titleOf } from './run-result';
import { fitText } from './text';

const STAGE_WORDS: Record<Stage, string> = { acquire: 'Acquire', hear: 'Hear', assess: 'Assess', analyze: 'Analyse', remember: 'Remember' };
const MARKS: Record<StageStatus, string> = { waiting: '◻️', running: '▶️', done: '✅', skipped: '➖', failed: '❌' };
const STATE_WORDS: Partial<Record<RunState, string>> = { queued: 'Waiting for its turn' };
const BAR_CELLS = 12;

/** progressMessage shows where a run is now. */
export function progressMessage(run: RunDetailView, links: Links): MessageBody {
  const now = run.stages.find(({ status }) => status === 'running');
  const stages = run.stages.map(({ stage, status }) => `${MARKS[status]} ${STAGE_WORDS[stage]}`).join('  ');
  const doing = fitText(now?.doing ?? '', 200) || STATE_WORDS[run.state] || 'Working';
  const lines = [stages, now?.progress ? `${bar(now.progress)} ${percent(now.progress)}` : '', doing].filter(Boolean);
  return message(
    { title: titleOf(run), url: runPage(links, run.id), color: COLOURS.working, description: lines.join('\n') },
    row(linkButton('Open', runPage(links, run.id))),
  );
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR_CELLS);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)}`;
}
