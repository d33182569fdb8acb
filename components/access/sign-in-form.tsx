'use client';
import { type FormEvent, useState } from 'react';
import { signIn } from '../data/access';
import { type ProblemView, problemOf } from '../data/api';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Notice } from '../ui/notice';
import { ProblemLine } from '../ui/problem-line';

const PROVIDER_PROBLEMS: Record<string, string> = {
  forbidden: 'Nobody here has that account at the provider. Ask an admin for a one-time link, and use the provider from there.',
  link_invalid: 'The one-time link was used already, or has run out. Ask for another one.',
  conflict: 'You have an account here already: sign in with it.',
};

interface SignInFormProps {
  /** Where to go afterwards: a path of ours. */
  next: string;
  hasProvider: boolean;
  /** Code of what went wrong at the provider. */
  problem: string | null;
}

export function SignInForm({ next, hasProvider, problem: fromProvider }: SignInFormProps) {
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await signIn({ name: String(data.get('name')), password: String(data.get('password')) });
      // A whole load: nothing that was rendered for somebody else is left.
      window.location.assign(next);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  }
  return (
    <div className="space-y-4">
      {fromProvider !== null && (
        <Notice tone="bad" title="The provider did not sign you in">
          {PROVIDER_PROBLEMS[fromProvider] ?? 'Try again; what went wrong is in the logs.'}
        </Notice>
      )}
      <form className="space-y-4" onSubmit={(event) => void submit(event)}>
        <Labelled label="Name">
          {(id) => <input id={id} name="name" required autoComplete="username" maxLength={200} className={FIELD_STYLE} />}
        </Labelled>
        <Labelled label="Password">
          {(id) => (
            <input
              id={id}
              name="password"
              type="password"
              required
              autoComplete="current-password"
              maxLength={256}
              className={FIELD_STYLE}
            />
          )}
        </Labelled>
        <ProblemLine problem={problem} />
        <Button type="submit" variant="primary" size="md" disabled={isBusy} className="w-full">
          {isBusy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      {hasProvider && (
        <Button asChild size="md" className="w-full">
          <a href={`/api/access/oidc/start?next=${encodeURIComponent(next)}`}>Sign in with your organisation</a>
        </Button>
      )}
    </div>
  );
}
