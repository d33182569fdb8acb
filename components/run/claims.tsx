import type { Claim } from '@/lib/core/runs/content';
import { count, score } from '../format';
import { Panel } from '../ui/panel';
import { CappedList } from './capped-list';
import { Quote } from './quote';
import { TimeAnchor } from './time-anchor';

const CAP = 8;

export function Claims({ claims }: { claims: readonly Claim[] }) {
  return (
    <Panel title="Claims" aside={<span className="text-ink-muted text-xs">{count(claims.length, 'claim')}; check-worthiness 0 to 1</span>}>
      {claims.length === 0 ? (
        <p className="p-4 text-ink-muted text-sm">Nothing was stated as a fact that could be checked.</p>
      ) : (
        <CappedList
          items={claims}
          cap={CAP}
          className="divide-y divide-line"
          render={(claim, index) => <ClaimItem key={index} claim={claim} />}
        />
      )}
    </Panel>
  );
}

function ClaimItem({ claim: { text, span, checkWorthiness } }: { claim: Claim }) {
  const isVerbatim = text.trim() === span.quote.trim();
  return (
    <li className="space-y-1.5 px-4 py-3">
      <div className="flex items-start justify-between gap-4">
        <p className="max-w-prose text-sm leading-6">
          <span dir="auto">{text}</span> {isVerbatim && <TimeAnchor place={span} />}
        </p>
        <span title="Check-worthiness" className="shrink-0 text-ink-faint text-xs tabular-nums leading-6">
          {score(checkWorthiness)}
        </span>
      </div>
      {!isVerbatim && <Quote span={span} />}
    </li>
  );
}
