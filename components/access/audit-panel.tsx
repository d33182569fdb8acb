'use client';
import { useState } from 'react';
import { AUDIT_ACTIONS, OUTCOMES, type Outcome } from '@/lib/core/access/audit';
import type { AuditEntryView } from '@/lib/core/access/views';
import { type AuditFilter, useAuditLog } from '../data/access';
import { problemOf } from '../data/api';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';
import { TimeAgo } from '../ui/time-ago';
import { TypedField } from '../ui/typed-field';
import { SimpleTable } from './simple-table';

const TONES: Record<Outcome, Tone> = { done: 'good', refused: 'warn', failed: 'bad' };

/** Who did what, when and from where. */
export function AuditPanel() {
  const [filter, setFilter] = useState<AuditFilter>({});
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useAuditLog(filter);
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Panel title="Audit log">
      <div className="space-y-4 p-4">
        {data?.pages[0]?.enabled === false && (
          <Notice title="Nothing is recorded">ENABLE_AUDIT_LOGGING is off. Set it to 1 in .env and start Winnow again.</Notice>
        )}
        <div className="flex flex-wrap gap-3">
          <Choice
            label="What"
            options={AUDIT_ACTIONS}
            nameOf={(action) => action}
            value={filter.action}
            onChange={(action) => setFilter({ ...filter, action })}
          />
          <Choice
            label="Outcome"
            options={OUTCOMES}
            nameOf={(outcome) => outcome}
            value={filter.outcome}
            onChange={(outcome) => setFilter({ ...filter, outcome })}
          />
          <TypedField label="Who" value={filter.actor ?? ''} maxLength={200} onSettle={(actor) => setFilter({ ...filter, actor })} />
        </div>
        {error && <ProblemLine problem={problemOf(error)} />}
        <SimpleTable
          label="Audit log"
          headings={['When', 'Who', 'What', 'Outcome', 'From', 'Of what']}
          empty={data ? 'There are no such entries.' : 'Reading…'}
          rows={entries.map((entry) => ({
            id: entry.id,
            cells: [
              <TimeAgo key="at" at={entry.at} />,
              <bdi key="who">{`${entry.actor} (${entry.actorKind})`}</bdi>,
              <code key="what">{entry.action}</code>,
              <Badge key="outcome" tone={TONES[entry.outcome]}>
                {entry.status === null ? entry.outcome : `${entry.outcome} ${entry.status}`}
              </Badge>,
              <bdi key="from" title={entry.agent ?? undefined}>
                {[entry.address, entry.door].filter(Boolean).join(', ')}
              </bdi>,
              <bdi key="details">{detailsOf(entry)}</bdi>,
            ],
          }))}
        />
        {hasNextPage && (
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older entries
          </Button>
        )}
      </div>
    </Panel>
  );
}

function detailsOf({ target, details }: AuditEntryView): string {
  const said = Object.entries(details).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [target, ...said].filter(Boolean).join(', ');
}
