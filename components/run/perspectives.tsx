import type { Perspective, Position } from '@/lib/core/runs/content';
import { count } from '../format';
import { Panel } from '../ui/panel';
import { CappedList } from './capped-list';
import { Quote } from './quote';

const CAP = 4;
const QUOTES = 3;

/** Contested points, and who holds what on them. */
export function Perspectives({ perspectives }: { perspectives: readonly Perspective[] }) {
  if (perspectives.length === 0) return null;
  return (
    <Panel title="Perspectives" aside={<span className="text-ink-muted text-xs">{count(perspectives.length, 'contested point')}</span>}>
      <CappedList
        items={perspectives}
        cap={CAP}
        className="divide-y divide-line"
        render={({ topic, positions }, index) => (
          <li key={index} className="space-y-3 px-4 py-3">
            <h3 dir="auto" className="font-medium text-sm">
              {topic}
            </h3>
            <ul className="grid gap-4 xl:grid-cols-2">
              {positions.map((position, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <PositionItem key={place} position={position} />
              ))}
            </ul>
          </li>
        )}
      />
    </Panel>
  );
}

function PositionItem({ position: { stance, holder, spans } }: { position: Position }) {
  return (
    <li className="min-w-0 space-y-1.5">
      <p className="text-sm">
        <span dir="auto" className="font-medium">
          {stance}
        </span>
        <span className="text-ink-muted"> – {holder ? <bdi>{holder}</bdi> : 'no holder named'}</span>
      </p>
      {spans.slice(0, QUOTES).map((span) => (
        <Quote key={`${span.segmentIndex} ${span.quote}`} span={span} />
      ))}
    </li>
  );
}
