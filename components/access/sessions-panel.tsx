'use client';
import { useState } from 'react';
import { useEndSession, useSessions } from '../data/access';
import { type ProblemView, problemOf } from '../data/api';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';
import { TimeAgo } from '../ui/time-ago';
import { SimpleTable } from './simple-table';

/** Browsers that are signed in, one's own or of an admin all; each can be signed out. Only the API knows which of them asks. */
export function SessionsPanel() {
  const { data } = useSessions();
  const { mutateAsync: end, isPending } = useEndSession();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const act = (id: string) =>
    end(id).then(
      () => setProblem(null),
      (error: unknown) => setProblem(problemOf(error)),
    );
  return (
    <Panel title="Sessions">
      <div className="space-y-3 p-4">
        <ProblemLine problem={problem} />
        <SimpleTable
          label="Sessions"
          headings={['Account', 'Since', 'Last seen', 'From', 'Browser', 'Actions']}
          empty={data ? 'Nobody is signed in.' : 'Reading…'}
          rows={(data?.sessions ?? []).map((one) => ({
            id: one.id,
            cells: [
              <bdi key="account">{one.account}</bdi>,
              <TimeAgo key="since" at={one.createdAt} />,
              <TimeAgo key="seen" at={one.lastSeenAt} />,
              one.address ?? '–',
              <bdi key="agent">{one.agent ?? '–'}</bdi>,
              <Button
                key="end"
                variant="danger"
                disabled={isPending}
                aria-label={`End the session of ${one.account}${one.isCurrent ? ', this one' : ''}`}
                onClick={() => void act(one.id)}
              >
                {one.isCurrent ? 'End this one' : 'End'}
              </Button>,
            ],
          }))}
        />
      </div>
    </Panel>
  );
}
