'use client';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import type { AccessSettings } from '@/lib/core/access/requests';
import { useSaveAccessSettings } from '../data/access';
import { type ProblemView, problemOf } from '../data/api';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';

/** How much is taken before Winnow asks to come back later. */
export function LimitsPanel({ settings }: { settings: AccessSettings }) {
  const { mutateAsync, isPending } = useSaveAccessSettings();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    try {
      await mutateAsync({
        requests_per_minute: Number(data.get('perMinute')),
        max_waiting_runs: Number(data.get('waiting')),
      });
      setProblem(null);
      toast('Saved', { description: 'It holds within seconds.' });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <Panel title="Limits">
      <form aria-label="Limits" className="space-y-3 p-4" onSubmit={(event) => void save(event)}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Labelled label="Requests a minute, per address" hint="Of browsers that sign in; a key has a limit of its own.">
            {(id) => (
              <input
                id={id}
                name="perMinute"
                type="number"
                min={10}
                max={1_000_000}
                required
                defaultValue={settings.requests_per_minute}
                className={FIELD_STYLE}
              />
            )}
          </Labelled>
          <Labelled label="Runs under way or waiting" hint="Beyond it submissions are asked to come back later.">
            {(id) => (
              <input
                id={id}
                name="waiting"
                type="number"
                min={1}
                max={1_000_000}
                required
                defaultValue={settings.max_waiting_runs}
                className={FIELD_STYLE}
              />
            )}
          </Labelled>
        </div>
        <ProblemLine problem={problem} />
        <Button type="submit" disabled={isPending}>
          Save
        </Button>
      </form>
    </Panel>
  );
}
