import Link from 'next/link';
import { Panel } from '../ui/panel';
import type { Card } from './cards';
import { ColourBadge } from './colour-badge';

/** What to do about the figures that are not as they should be; nothing where all are. */
export function Advice({ cards }: { cards: readonly Card[] }) {
  const wanting = cards.filter(({ advice }) => advice !== null);
  if (wanting.length === 0) return null;
  const alerts = (
    <Link href="/alerts" prefetch={false} className="rounded text-accent text-sm underline-offset-2 hover:underline">
      Alerts
    </Link>
  );
  return (
    <Panel title="What to do" aside={alerts}>
      <ul className="divide-y divide-line">
        {wanting.map(({ key, label, colour, advice }) => (
          <li key={key} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            <span className="flex w-48 shrink-0 items-center gap-2 font-medium">
              {colour && <ColourBadge colour={colour} />}
              {label}
            </span>
            <span className="min-w-60 flex-1 text-ink-muted">{advice}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
