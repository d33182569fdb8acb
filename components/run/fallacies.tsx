import { CircleHelp, TriangleAlert } from 'lucide-react';
import type { Fallacy } from '@/lib/core/runs/content';
import { count, score } from '../format';
import { Badge } from '../ui/badge';
import { Panel } from '../ui/panel';
import { humanise } from '../words';
import { CappedList } from './capped-list';
import { Quote } from './quote';

const CAP = 6;

export function Fallacies({ fallacies }: { fallacies: readonly Fallacy[] }) {
  return (
    <Panel
      title="Logical fallacies"
      aside={<span className="text-ink-muted text-xs">{count(fallacies.length, 'passage')}; confidence 0 to 1</span>}
    >
      {fallacies.length === 0 ? (
        <p className="p-4 text-ink-muted text-sm">None was found. That is no proof that there are none.</p>
      ) : (
        <CappedList
          items={fallacies}
          cap={CAP}
          className="divide-y divide-line"
          render={(fallacy, index) => <FallacyItem key={index} fallacy={fallacy} />}
        />
      )}
    </Panel>
  );
}

function FallacyItem({ fallacy: { name, status, confidence, span, cue, explanation } }: { fallacy: Fallacy }) {
  const isLikely = status === 'likely';
  return (
    <li className="space-y-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-medium text-sm">{humanise(name)}</span>
        <Badge tone={isLikely ? 'warn' : 'neutral'} icon={isLikely ? TriangleAlert : CircleHelp}>
          {status}
        </Badge>
        <span className="ml-auto text-ink-faint text-xs tabular-nums">{score(confidence)}</span>
      </div>
      <Quote span={span} cue={cue} />
      <p className="max-w-prose text-ink-muted text-sm">{explanation}</p>
    </li>
  );
}
