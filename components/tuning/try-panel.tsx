'use client';
import { FlaskConical } from 'lucide-react';
import Link from 'next/link';
import { useId, useState } from 'react';
import type { RunSummaryView } from '@/lib/core/runs/views';
import { type ProblemView, problemOf } from '../data/api';
import { useTry } from '../data/tuning';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import type { Draft } from './draft';

const MOST = 10;

/** A few addresses under the draft, before it holds: in no metric, in no memory, delivered nowhere. */
export function TryPanel({ base, draft }: { base: number; draft: Draft }) {
  const [text, setText] = useState('');
  const [runs, setRuns] = useState<readonly RunSummaryView[]>([]);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const { mutateAsync, isPending } = useTry();
  const id = useId();
  const urls = text.split(/\s+/).filter((url) => url !== '');

  async function start(): Promise<void> {
    setProblem(null);
    try {
      setRuns(await mutateAsync({ base, set: draft, urls }));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <Panel title="Try">
      <form
        className="space-y-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <label htmlFor={id} className="block text-ink-muted text-sm">
          Up to ten addresses (or samples, as <code>sample:NAME</code>) under the settings above. These runs are in no metric and no memory,
          and are delivered nowhere.
        </label>
        <textarea
          id={id}
          rows={3}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={'One address a line'}
          className={cn(FIELD_STYLE, 'h-auto w-full py-2')}
        />
        {problem && (
          <Notice tone="bad" title={problem.title}>
            {problem.errors.length > 0
              ? problem.errors.map(({ field, message }) => <p key={field}>{`${field}: ${message}`}</p>)
              : `${problem.detail} ${problem.advice}`}
          </Notice>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" disabled={isPending || urls.length === 0 || urls.length > MOST}>
            <FlaskConical aria-hidden />
            Try {urls.length > 0 && urls.length <= MOST ? urls.length : ''}
          </Button>
          {urls.length > MOST && <span className="text-bad text-sm">{MOST} at most</span>}
        </div>
        {runs.length > 0 && (
          <ul aria-label="Tried" className="space-y-1 text-sm">
            {runs.map(({ id: runId, url, title }) => (
              <li key={runId}>
                <Link href={`/runs/${runId}`} prefetch={false} className="text-accent underline underline-offset-2">
                  <bdi>{title ?? url}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </form>
    </Panel>
  );
}
