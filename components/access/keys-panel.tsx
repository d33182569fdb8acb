'use client';
import { type FormEvent, useState } from 'react';
import { SCOPES, type Scope } from '@/lib/core/access/scopes';
import type { KeyView, NewKeyView } from '@/lib/core/access/views';
import { useCreateKey, useKeys, useRevokeKey } from '../data/access';
import { type ProblemView, problemOf } from '../data/api';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';
import { TimeAgo } from '../ui/time-ago';
import { ShownOnce } from './shown-once';
import { SimpleTable } from './simple-table';

const MEANING: Record<Scope, string> = {
  read: 'read runs, figures and memory',
  submit: 'submit, cancel, give feedback',
  record: 'post records',
  admin: 'everything',
};
const TONES: Record<KeyView['state'], Tone> = { active: 'good', expired: 'warn', revoked: 'neutral' };

/** Keys for programs: made, shown once, revoked. */
export function KeysPanel({ initial }: { initial: KeyView[] }) {
  const { data } = useKeys(initial);
  const { mutateAsync: revoke, isPending } = useRevokeKey();
  const [made, setMade] = useState<NewKeyView | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const act = (id: string) =>
    revoke(id).then(
      () => setProblem(null),
      (error: unknown) => setProblem(problemOf(error)),
    );
  return (
    <Panel title="API keys">
      <div className="space-y-4 p-4">
        <NewKey onMade={setMade} />
        {made && (
          <ShownOnce title={`The key “${made.name}”`} secret={made.key}>
            It is shown this once. Programs send it as Authorization: Bearer.
          </ShownOnce>
        )}
        <ProblemLine problem={problem} />
        <SimpleTable
          label="API keys"
          headings={['Name', 'Key', 'State', 'Scopes', 'A minute', 'Last used', 'Until', 'Actions']}
          empty="There are no keys yet."
          rows={(data?.keys ?? []).map((key) => ({
            id: key.id,
            cells: [
              <bdi key="name">{key.name}</bdi>,
              <code key="start">{key.start}…</code>,
              <Badge key="state" tone={TONES[key.state]}>
                {key.state}
              </Badge>,
              key.scopes.join(', '),
              key.requestsPerMinute.toLocaleString('en'),
              key.lastUsedAt ? (
                <span key="used">
                  <TimeAgo at={key.lastUsedAt} /> {key.lastUsedAddress}
                </span>
              ) : (
                'never'
              ),
              key.expiresAt ? <TimeAgo key="until" at={key.expiresAt} /> : 'for ever',
              key.state === 'active' && (
                <Button
                  key="revoke"
                  variant="danger"
                  disabled={isPending}
                  aria-label={`Revoke ${key.name}`}
                  onClick={() => void act(key.id)}
                >
                  Revoke
                </Button>
              ),
            ],
          }))}
        />
      </div>
    </Panel>
  );
}

function NewKey({ onMade }: { onMade: (key: NewKeyView) => void }) {
  const { mutateAsync, isPending } = useCreateKey();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  async function create(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const days = Number(data.get('days'));
    try {
      const key = await mutateAsync({
        name: String(data.get('name')),
        scopes: SCOPES.filter((scope) => data.getAll('scopes').includes(scope)),
        expiresInDays: days === 0 ? null : days,
        requestsPerMinute: Number(data.get('perMinute')),
      });
      setProblem(null);
      onMade(key);
      form.reset();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <form aria-label="New API key" className="space-y-3" onSubmit={(event) => void create(event)}>
      <div className="grid gap-3 sm:grid-cols-3">
        <Labelled label="Name">
          {(id) => <input id={id} name="name" required maxLength={80} autoComplete="off" className={FIELD_STYLE} />}
        </Labelled>
        <Labelled label="Days (0: for ever)">
          {(id) => <input id={id} name="days" type="number" min={0} max={3650} defaultValue={90} required className={FIELD_STYLE} />}
        </Labelled>
        <Labelled label="Requests a minute">
          {(id) => (
            <input id={id} name="perMinute" type="number" min={1} max={1_000_000} defaultValue={600} required className={FIELD_STYLE} />
          )}
        </Labelled>
      </div>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <legend className="mb-1 text-ink-muted text-xs">Scopes</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className="flex items-center gap-2">
            <input type="checkbox" name="scopes" value={scope} defaultChecked={scope === 'read'} />
            <span>
              {scope} <span className="text-ink-muted text-xs">({MEANING[scope]})</span>
            </span>
          </label>
        ))}
      </fieldset>
      <ProblemLine problem={problem} />
      <Button type="submit" disabled={isPending}>
        Make a key
      </Button>
    </form>
  );
}
