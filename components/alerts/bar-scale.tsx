import type { AlertView } from '@/lib/core/alerts/views';
import { scaleOf, type ZoneTone } from './scale';

const FILLS: Record<ZoneTone, string> = { good: 'fill-good-soft', warn: 'fill-warn-soft', bad: 'fill-bad-soft' };
const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** A rule's bars as a line, with where it stands. The words beside it say the same. */
export function BarScale({ alert }: { alert: AlertView }) {
  const scale = scaleOf(alert);
  if (!scale) return null;
  const { zones, target, value, interval } = scale;
  return (
    <svg aria-hidden="true" width="100%" height="22" className="block overflow-visible">
      {zones.map(({ tone, from, to }) => (
        <rect key={from} x={percent(from)} y="7" width={percent(to - from)} height="8" className={FILLS[tone]} />
      ))}
      <rect x="0" y="7" width="100%" height="8" className="fill-none stroke-line-strong/60" />
      {target !== null && (
        <line x1={percent(target)} x2={percent(target)} y1="4" y2="18" strokeDasharray="2 2" className="stroke-2 stroke-ink-faint" />
      )}
      {interval && <line x1={percent(interval.from)} x2={percent(interval.to)} y1="11" y2="11" className="stroke-2 stroke-ink-muted/70" />}
      {value !== null && <circle cx={percent(value)} cy="11" r="5" className="fill-ink stroke-2 stroke-surface" />}
    </svg>
  );
}
