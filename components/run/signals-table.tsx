import type { SignalSetView } from '@/lib/core/runs/views';
import { signalValue } from '../format';
import { cn } from '../ui/cn';
import { Disclosure } from '../ui/disclosure';
import { ScrollBox } from '../ui/scroll-box';
import { CHECKPOINT_LABELS } from '../words';

/** Every signal at every checkpoint and round, as it was stored. */
export function SignalsTable({ sets }: { sets: readonly SignalSetView[] }) {
  return (
    <Disclosure summary="All signals that were measured">
      <div className="mt-2 space-y-4">
        {sets.map(({ checkpoint, round, signals }) => (
          <ScrollBox key={`${checkpoint} ${round}`} aria-label={`Signals: ${CHECKPOINT_LABELS[checkpoint]}`}>
            <table className="w-full text-left text-sm">
              <caption className="pb-1 text-left font-medium text-sm">
                {CHECKPOINT_LABELS[checkpoint]}
                {round > 0 && `, round ${round}`}
              </caption>
              <thead className="border-line border-b text-ink-muted text-xs">
                <tr>
                  <th scope="col" className="py-1 pr-4 font-normal">
                    Signal
                  </th>
                  <th scope="col" className="py-1 pr-4 text-right font-normal">
                    Value
                  </th>
                  <th scope="col" className="py-1 font-normal max-sm:hidden">
                    What it is
                  </th>
                </tr>
              </thead>
              <tbody>
                {signals.map(({ name, value, unit, description }) => (
                  <tr key={name} className="border-line/60 border-b align-baseline last:border-0">
                    <th scope="row" className="py-1 pr-4 font-mono font-normal text-xs">
                      {name}
                    </th>
                    <td className={cn('py-1 pr-4 text-right tabular-nums', value === null && 'text-ink-faint')}>
                      <bdi>{signalValue(value)}</bdi>
                      {value !== null && unit !== '' && unit !== '0..1' && <span className="text-ink-faint text-xs"> {unit}</span>}
                    </td>
                    <td className="py-1 text-ink-muted text-xs max-sm:hidden">{description}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        ))}
      </div>
    </Disclosure>
  );
}
