'use client';
import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { redeemLink } from '../data/access';
import { type ProblemView, problemOf } from '../data/api';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Notice } from '../ui/notice';
import { ProblemLine } from '../ui/problem-line';

const LEAST_PASSWORD = 12;

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The token stands behind the #, which browsers send to nobody: the page reads it, and only the form sends it. */
const useToken = () =>
  useSyncExternalStore(
    subscribe,
    () => window.location.hash.slice(1),
    () => '',
  );

export function WelcomeForm({ hasProvider }: { hasProvider: boolean }) {
  const token = useToken();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name')).trim();
    setBusy(true);
    try {
      await redeemLink({ token, password: String(data.get('password')), ...(name ? { name } : {}) });
      window.location.assign('/');
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  }
  if (token === '') {
    return <Notice title="This address is not whole">Open the one-time link as it was given to you, with all that follows the #.</Notice>;
  }
  return (
    <form className="space-y-4" onSubmit={(event) => void submit(event)}>
      <Labelled label="Name" hint="What you sign in with. Leave it empty where the link is for a new password.">
        {(id) => <input id={id} name="name" autoComplete="username" maxLength={80} className={FIELD_STYLE} />}
      </Labelled>
      <Labelled label="Password" hint={`${LEAST_PASSWORD} characters at least; a few words are best.`}>
        {(id) => (
          <input
            id={id}
            name="password"
            type="password"
            required
            minLength={LEAST_PASSWORD}
            maxLength={256}
            autoComplete="new-password"
            className={FIELD_STYLE}
          />
        )}
      </Labelled>
      <ProblemLine problem={problem} />
      <Button type="submit" variant="primary" size="md" disabled={isBusy} className="w-full">
        {isBusy ? 'One moment…' : 'Come in'}
      </Button>
      {hasProvider && (
        <Button asChild size="md" className="w-full">
          <a href={`/api/access/oidc/start?link=${encodeURIComponent(token)}`}>Use your organisation’s account instead</a>
        </Button>
      )}
    </form>
  );
}
