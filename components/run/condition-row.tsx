import { CircleCheckBig, CircleHelp, CircleMinus } from 'lucide-react';
import type { ConditionOutcome, ExplainedComparison } from '@/lib/core/gates/types';
import { score, signalValue } from '../format';
import { Badge } from '../ui/badge';

interface ConditionRowProps {
  outcome: ConditionOutcome;
  minConfidence: number;
  isFired: boolean;
}

/** One condition as it was evaluated: whether it held, on which values, and whether it was sure enough to stop a run. */
export function ConditionRow({ outcome, minConfidence, isFired }: ConditionRowProps) {
  const { name, condition, reason, confidence, explanation } = outcome;
  return (
    <li className="space-y-1.5 rounded-md border border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ResultBadge result={outcome.result} isFired={isFired} />
        <code className="min-w-0 font-mono text-xs">{condition}</code>
        <span className="ml-auto text-ink-muted text-xs tabular-nums">
          confidence {score(confidence)} {confidence >= minConfidence ? '≥' : '<'} {score(minConfidence)}
          {confidence < minConfidence && ': may not stop a run'}
        </span>
      </div>
      {(name !== condition || reason !== condition) && (
        <p className="text-ink-muted text-xs">
          {[name, reason].filter((text, index, all) => text !== condition && all.indexOf(text) === index).join(': ')}
        </p>
      )}
      <ul className="space-y-0.5">
        {explanation.map((comparison) => (
          <Comparison key={comparison.text} comparison={comparison} />
        ))}
      </ul>
    </li>
  );
}

function ResultBadge({ result, isFired }: { result: boolean | null; isFired: boolean }) {
  if (result === null) return <Badge icon={CircleHelp}>unknown</Badge>;
  if (!result) return <Badge icon={CircleMinus}>not true</Badge>;
  return (
    <Badge tone={isFired ? 'warn' : 'accent'} icon={CircleCheckBig}>
      {isFired ? 'true, stopped here' : 'true'}
    </Badge>
  );
}

const RESULT_WORDS = new Map<boolean | null, string>([
  [true, 'true'],
  [false, 'not true'],
  [null, 'unknown'],
]);

function Comparison({ comparison: { text, values, result } }: { comparison: ExplainedComparison }) {
  return (
    <li className="text-ink-muted text-xs tabular-nums">
      <code className="font-mono">{text}</code> saw{' '}
      {values.map(({ signal, value }, index) => (
        <span key={signal}>
          {index > 0 && ', '}
          {signal} = <strong className="font-medium text-ink">{signalValue(value)}</strong>
        </span>
      ))}
      : {RESULT_WORDS.get(result)}
    </li>
  );
}
