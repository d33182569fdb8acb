import type { AnalysisChapter } from '@/lib/core/runs/content';
import { count } from '../format';
import { Panel } from '../ui/panel';
import { CappedList } from './capped-list';
import { TimeAnchor } from './time-anchor';

const CAP = 12;

/** Where each subject begins. */
export function Chapters({ chapters }: { chapters: readonly AnalysisChapter[] }) {
  if (chapters.length === 0) return null;
  return (
    <Panel title="Chapters" aside={<span className="text-ink-muted text-xs">{count(chapters.length, 'chapter')}</span>}>
      <CappedList
        items={chapters}
        cap={CAP}
        className="divide-y divide-line"
        render={({ title, span }, index) => (
          <li key={index} className="flex items-baseline gap-3 px-4 py-2 text-sm">
            <TimeAnchor place={span} />
            <span dir="auto">{title}</span>
          </li>
        )}
      />
    </Panel>
  );
}
