'use client';
import { LoaderCircle, Play } from 'lucide-react';
import { useState } from 'react';
import { Panel } from '../ui/panel';
import { useSubmitAndOpen } from './use-submit-and-open';

export interface SampleView {
  id: string;
  title: string;
  description: string;
  kind: string;
}

/** Items that ship with Winnow: one click shows what it does, without looking for a URL first. */
export function Samples({ samples }: { samples: readonly SampleView[] }) {
  const { submit, isPending } = useSubmitAndOpen();
  const [chosen, setChosen] = useState<string | null>(null);
  const start = (id: string) => {
    setChosen(id);
    void submit({ url: `sample:${id}` });
  };
  return (
    <Panel title="Try it on samples">
      <ul className="grid gap-px overflow-hidden rounded-b-lg bg-line sm:grid-cols-2 lg:grid-cols-1">
        {samples.map((sample) => {
          const isStarting = isPending && chosen === sample.id;
          const Icon = isStarting ? LoaderCircle : Play;
          return (
            <li key={sample.id} className="bg-surface">
              <button
                type="button"
                onClick={() => start(sample.id)}
                disabled={isPending}
                className="group flex h-full w-full items-start gap-3 px-4 py-3 text-left transition-colors hover:bg-sunken disabled:opacity-60"
              >
                <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 text-accent ${isStarting ? 'animate-spin' : ''}`} />
                <span className="min-w-0">
                  <span className="block font-medium text-sm">{sample.title}</span>
                  <span className="block text-ink-muted text-xs leading-5">{sample.description}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
