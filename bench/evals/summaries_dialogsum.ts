/**
 * summaries_dialogsum: ROUGE of the local engine's short summary of everyday dialogues against those that people wrote. Rows: {dialogue:
 * "#Person1#: …" lines, summaries[]}. `rouge1`, `rouge2`, `rougeL` (summary level), F in %, of the best of the references; the longer summaries
 * beside it. `--limit N` for trying things out.
 */
import type { Measure } from '../run';
import { limited, type Turn } from '../support/items';
import { scoreSummaries } from '../support/summaries';

const LINE = /^#?([^#:]{1,40})#?:\s*(.*)$/;

function turnOf(line: string): Turn {
  const [, speaker, text] = LINE.exec(line) ?? [];
  return speaker === undefined || text === undefined ? { speaker: null, text: line } : { speaker, text };
}

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('summaries_dialogsum needs --file (rows of dialogue, summaries)');
  const items = limited(rows, options).map((row) => ({
    turns: String(row.dialogue)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(turnOf),
    references: row.summaries as string[],
  }));
  return scoreSummaries(items, 'shortSummary', progress);
};

export default measure;
