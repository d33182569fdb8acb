'use client';
import { useState } from 'react';
import { ROLES, type Role } from '@/lib/core/access/scopes';
import type { AccountView, LinkView } from '@/lib/core/access/views';
import { useAccounts, useChangeRole, useNewLink, useRemoveAccount } from '../data/access';
import { type ProblemView, problemOf } from '../data/api';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';
import { TimeAgo } from '../ui/time-ago';
import { ShownOnce } from './shown-once';
import { SimpleTable } from './simple-table';

const MEANING: Record<Role, string> = { viewer: 'viewer (reads)', member: 'member (reads and submits)', admin: 'admin (everything)' };

/** People: invited by a one-time link, given a role, removed. */
export function AccountsPanel({ initial }: { initial: AccountView[] }) {
  const { data } = useAccounts(initial);
  const newLink = useNewLink();
  const changeRole = useChangeRole();
  const remove = useRemoveAccount();
  const [role, setRole] = useState<Role>('member');
  const [link, setLink] = useState<LinkView | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  async function act<T>(doing: Promise<T>, done: (result: T) => void = () => {}): Promise<void> {
    try {
      done(await doing);
      setProblem(null);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <Panel title="Accounts">
      <div className="space-y-4 p-4">
        <div className="flex flex-wrap items-end gap-3">
          <Labelled label="Invite a">
            {(id) => (
              <select id={id} value={role} onChange={(event) => setRole(event.target.value as Role)} className={cn(FIELD_STYLE, 'px-2')}>
                {ROLES.map((one) => (
                  <option key={one} value={one}>
                    {MEANING[one]}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Button disabled={newLink.isPending} onClick={() => void act(newLink.mutateAsync({ role }), setLink)}>
            Make a one-time link
          </Button>
        </div>
        {link && (
          <ShownOnce title={`A link for ${link.role}`} secret={link.url}>
            It works once, for a day. Give it to the person it is for.
          </ShownOnce>
        )}
        <ProblemLine problem={problem} />
        <SimpleTable
          label="Accounts"
          headings={['Name', 'Role', 'Signs in by', 'Since', 'Sessions', 'Actions']}
          empty="There are no accounts yet: make a link and open it."
          rows={(data?.accounts ?? []).map((account) => ({
            id: account.id,
            cells: [
              <bdi key="name">{account.name}</bdi>,
              <select
                key="role"
                aria-label={`Role of ${account.name}`}
                value={account.role}
                onChange={(event) => void act(changeRole.mutateAsync({ id: account.id, role: event.target.value as Role }))}
                className={cn(FIELD_STYLE, 'h-8 px-2 text-xs')}
              >
                {ROLES.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>,
              [account.hasPassword && 'password', account.hasProvider && 'provider'].filter(Boolean).join(', '),
              <TimeAgo key="since" at={account.createdAt} />,
              account.sessions,
              <div key="acts" className="flex gap-2">
                <Button disabled={newLink.isPending} onClick={() => void act(newLink.mutateAsync({ accountId: account.id }), setLink)}>
                  New password
                </Button>
                <Button
                  variant="danger"
                  disabled={remove.isPending}
                  aria-label={`Remove ${account.name}`}
                  onClick={() => void act(remove.mutateAsync(account.id))}
                >
                  Remove
                </Button>
              </div>,
            ],
          }))}
        />
      </div>
    </Panel>
  );
}
