'use client';
import { Sparkles } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { type Citation, type MemoryAnswer, useAsk } from '../data/memory';
import { count } from '../format';
import { useShortcuts } from '../shell/shortcuts';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { PlaceLink } from './place-link';
import { ProblemNotice } from './problem-notice';

/** A question to memory, and its answer with everything it rests on. */
export function Ask() {
  const [question, setQuestion] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const ask = useAsk();
  useShortcuts({ '/': () => field.current?.focus() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (question.trim()) ask.mutate(question.trim());
  };
  return (
    <div className="space-y-4">
      <form onSubmit={submit} className="flex gap-2">
        <label htmlFor="memory-question" className="sr-only">
          Question
        </label>
        <input
          id="memory-question"
          ref={field}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
          maxLength={500}
          placeholder="Who said that…"
          aria-keyshortcuts="/"
          className={cn(FIELD_STYLE, 'h-12 w-full text-base')}
        />
        <Button type="submit" variant="primary" className="h-12" disabled={question.trim() === '' || ask.isPending}>
          <Sparkles aria-hidden className="size-4" />
          Ask
        </Button>
      </form>
      <div aria-live="polite" className="space-y-4">
        {ask.isPending && <Waiting />}
        {ask.isError && <ProblemNotice error={ask.error} retry={() => ask.mutate(ask.variables)} />}
        {ask.isSuccess && <Answer answer={ask.data} />}
        {ask.isIdle && (
          <p className="max-w-prose text-ink-muted text-sm">
            The answer is put together of what was said in processed items, and each sentence names its run and second. Where memory does
            not hold the answer, it says so.
          </p>
        )}
      </div>
    </div>
  );
}

function Answer({ answer: { answered, text, kind, citations } }: { answer: MemoryAnswer }) {
  if (!answered) {
    return <Notice title={text}>Ask in other words, or process an item that speaks of it.</Notice>;
  }
  return (
    <>
      <Panel
        title="Answer"
        aside={<span className="text-ink-muted text-xs">{kind === 'written' ? 'written by a model' : 'in the words that were said'}</span>}
      >
        <p dir="auto" className="max-w-prose p-4 leading-7">
          {text}
        </p>
      </Panel>
      <Panel title="Sources" aside={<span className="text-ink-muted text-xs">{count(citations.length, 'source')}</span>}>
        <ol className="divide-y divide-line">
          {citations.map((citation) => (
            <Source key={citation.number} citation={citation} />
          ))}
        </ol>
      </Panel>
    </>
  );
}

function Source({ citation }: { citation: Citation }) {
  return (
    <li className="relative space-y-1 px-4 py-3 hover:bg-sunken">
      <div className="flex items-baseline gap-2">
        <span className="text-ink-muted text-sm tabular-nums">[{citation.number}]</span>
        <PlaceLink {...citation} fill />
      </div>
      <blockquote dir="auto" className="max-w-prose text-ink-muted text-sm leading-6">
        {citation.speaker && <span className="font-medium text-ink">{citation.speaker}: </span>}“{citation.quote}”
      </blockquote>
      <p className="flex gap-3 text-ink-muted text-xs">
        <span>{citation.source}</span>
        <TimeAgo at={citation.createdAt} />
      </p>
    </li>
  );
}

function Waiting() {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">Looking for the answer</span>
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
