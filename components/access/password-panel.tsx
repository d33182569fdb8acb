'use client';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { useChangePassword } from '../data/access';
import { type ProblemView, problemOf } from '../data/api';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';

export function PasswordPanel() {
  const { mutateAsync, isPending } = useChangePassword();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  async function change(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    try {
      await mutateAsync({ current: String(data.get('current')), password: String(data.get('password')) });
      setProblem(null);
      form.reset();
      toast('Changed', { description: 'Your other sessions have ended.' });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <Panel title="Password">
      <form aria-label="Password" className="space-y-3 p-4" onSubmit={(event) => void change(event)}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Labelled label="Current password">
            {(id) => (
              <input
                id={id}
                name="current"
                type="password"
                required
                autoComplete="current-password"
                maxLength={256}
                className={FIELD_STYLE}
              />
            )}
          </Labelled>
          <Labelled label="New password" hint="12 characters at least.">
            {(id) => (
              <input
                id={id}
                name="password"
                type="password"
                required
                minLength={12}
                maxLength={256}
                autoComplete="new-password"
                className={FIELD_STYLE}
              />
            )}
          </Labelled>
        </div>
        <ProblemLine problem={problem} />
        <Button type="submit" disabled={isPending}>
          Change it
        </Button>
      </form>
    </Panel>
  );
}
