import { CircleCheckBig, CircleX } from 'lucide-react';
import type { QualityBar } from '@/lib/core/gates/types';
import { score } from '../format';
import { cn } from '../ui/cn';
import { humanise } from '../words';

const WIDTH = 100;
const HEIGHT = 8;

/** Each measure of the quick result against its bar, drawn on the same scale from 0 to 1. */
export function QualityBars({ bars }: { bars: readonly QualityBar[] }) {
  return (
    <ul className="grid max-w-2xl gap-2">
      {bars.map(({ dimension, value, bar, reached }) => {
        const Icon = reached ? CircleCheckBig : CircleX;
        return (
          <li
            key={dimension}
            className="grid grid-cols-[8rem_minmax(0,1fr)_7.5rem] items-center gap-3 text-sm max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-y-0.5"
          >
            <span className={cn(dimension === 'overall' && 'font-medium')}>{humanise(dimension)}</span>
            <svg
              aria-hidden="true"
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              preserveAspectRatio="none"
              className="h-2.5 w-full rounded-sm max-sm:order-last max-sm:col-span-2"
            >
              <rect width={WIDTH} height={HEIGHT} className="fill-sunken" />
              <rect width={value * WIDTH} height={HEIGHT} className={reached ? 'fill-good' : 'fill-warn'} />
              <rect x={bar * WIDTH - 0.4} width="0.8" height={HEIGHT} className="fill-ink" />
            </svg>
            <span className="inline-flex items-center justify-end gap-1.5 whitespace-nowrap text-xs tabular-nums">
              <Icon aria-hidden className={cn('size-3.5', reached ? 'text-good' : 'text-warn')} />
              {score(value)} {reached ? '≥' : '<'} {score(bar)}
              <span className="sr-only">{reached ? ', reached' : ', not reached'}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
