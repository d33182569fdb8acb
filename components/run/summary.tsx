import type { KeyPoint } from '@/lib/core/runs/content';
import { Panel } from '../ui/panel';
import { CappedList } from './capped-list';
import { TimeAnchor } from './time-anchor';

const CAP = 12;

interface SummaryProps {
  title: string;
  text: string;
  keyPoints: readonly KeyPoint[];
  topics?: readonly string[];
  /** Who made it, and how far it was checked. */
  source: string;
}

export function Summary({ title, text, keyPoints, topics = [], source }: SummaryProps) {
  return (
    <Panel title={title}>
      <div className="space-y-4 p-4">
        {text === '' ? (
          <p className="text-ink-muted text-sm">There was nothing to sum up.</p>
        ) : (
          <p dir="auto" className="max-w-prose whitespace-pre-line leading-7">
            {text}
          </p>
        )}
        {keyPoints.length > 0 && (
          <div className="space-y-2">
            <h3 className="font-medium text-ink-muted text-xs uppercase tracking-wide">Key points</h3>
            <CappedList
              items={keyPoints}
              cap={CAP}
              className="max-w-prose space-y-2"
              render={({ text: point, span }, index) => (
                <li key={index} className="text-sm leading-6">
                  <TimeAnchor place={span} /> <span dir="auto">{point}</span>
                </li>
              )}
            />
          </div>
        )}
        {topics.length > 0 && (
          <div className="space-y-2">
            <h3 className="font-medium text-ink-muted text-xs uppercase tracking-wide">Topics</h3>
            <ul className="flex max-w-prose flex-wrap gap-2">
              {topics.map((topic) => (
                <li key={topic} dir="auto" className="rounded-full border border-line px-2.5 py-0.5 text-sm">
                  {topic}
                </li>
              ))}
            </ul>
          </div>
        )}
        <p className="text-ink-faint text-xs">{source}</p>
      </div>
    </Panel>
  );
}
