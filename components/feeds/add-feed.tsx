'use client';
import { Plus } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { type ProblemView, problemOf } from '../data/api';
import { useAddFeed } from '../data/feeds';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';

export function AddFeed() {
  const { mutateAsync, isPending } = useAddFeed();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const problemId = useId();

  async function add(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const fromDate = String(data.get('from_date'));
    try {
      await mutateAsync({
        url: String(data.get('url')),
        keep_newest: Number(data.get('keep_newest')),
        daily_budget: Number(data.get('daily_budget')),
        ...(fromDate ? { from_date: fromDate } : {}),
      });
      setProblem(null);
      form.reset();
      toast('It is watched', { description: 'The first look follows within seconds.' });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <Panel title="Watch something">
      <form className="flex flex-wrap items-end gap-3 p-4" onSubmit={(event) => void add(event)}>
        <Labelled label="Address of a feed, page, channel or playlist" className="min-w-64 flex-1">
          {(id) => (
            <input
              id={id}
              name="url"
              type="url"
              required
              maxLength={2048}
              placeholder="https://"
              aria-invalid={problem !== null}
              aria-describedby={problem ? problemId : undefined}
              className={cn(FIELD_STYLE, 'w-full')}
            />
          )}
        </Labelled>
        <Labelled label="Published from">{(id) => <input id={id} name="from_date" type="date" className={FIELD_STYLE} />}</Labelled>
        <Labelled label="Newest at first">
          {(id) => (
            <input
              id={id}
              name="keep_newest"
              type="number"
              min={0}
              max={50}
              defaultValue={3}
              required
              className={cn(FIELD_STYLE, 'w-24')}
            />
          )}
        </Labelled>
        <Labelled label="Runs a day">
          {(id) => (
            <input
              id={id}
              name="daily_budget"
              type="number"
              min={1}
              max={200}
              defaultValue={10}
              required
              className={cn(FIELD_STYLE, 'w-24')}
            />
          )}
        </Labelled>
        <Button type="submit" disabled={isPending}>
          <Plus aria-hidden />
          Watch
        </Button>
        <ProblemLine problem={problem} id={problemId} className="w-full" />
      </form>
    </Panel>
  );
}
