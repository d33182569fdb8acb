'use client';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useRef } from 'react';
import { problemOf } from '../data/api';
import { type MemoryHit, useMemorySearch } from '../data/memory';
import { clock, count, score } from '../format';
import { useShortcuts } from '../shell/shortcuts';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { useDebounced } from '../ui/use-debounced';

const MAX_QUERY = 500;

/** Search by meaning over everything that was remembered, as you type. The query lives in the page's address. */
export function MemorySearch() {
  const pathname = usePathname();
  const settled = useSearchParams().get('q')?.trim().slice(0, MAX_QUERY) ?? '';
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useDebounced(field, settled, (q) =>
    window.history.replaceState(null, '', q ? `${pathname}?${new URLSearchParams({ q })}` : pathname),
  );
  useShortcuts({ '/': () => field.current?.focus() });
  return (
    <div className="space-y-4">
      <search>
        <label htmlFor="memory-query" className="sr-only">
          What to look for
        </label>
        <div className="relative">
          <Search aria-hidden className="absolute top-3.5 left-3.5 size-5 text-ink-faint" />
          <input
            id="memory-query"
            ref={field}
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            maxLength={MAX_QUERY}
            placeholder="What was said about…"
            aria-keyshortcuts="/"
            className={cn(FIELD_STYLE, 'h-12 w-full pl-11 text-base')}
          />
        </div>
      </search>
      {settled === '' ? <Explanation /> : <Results q={settled} />}
    </div>
  );
}

function Explanation() {
  return (
    <p className="max-w-prose text-ink-muted text-sm">
      Every finished run leaves its passages here. Ask in plain words: passages are found by what they mean, not only by the words in them,
      and each leads to the run and the second where it was said.
    </p>
  );
}

function Results({ q }: { q: string }) {
  const search = useMemorySearch(q);
  if (search.isPending) return <ResultsSkeleton />;
  if (search.isError) {
    const { title, detail, advice } = problemOf(search.error);
    return (
      <Notice tone="bad" title={title} actions={<Button onClick={() => void search.refetch()}>Try again</Button>}>
        {detail} {advice}
      </Notice>
    );
  }
  const { hits } = search.data;
  return (
    <div className="space-y-2" aria-busy={search.isPlaceholderData}>
      <p aria-live="polite" className="text-ink-muted text-sm tabular-nums">
        {hits.length === 0
          ? 'Nothing is remembered yet. Passages come here when a run has finished.'
          : `${count(hits.length, 'passage')}, nearest first`}
      </p>
      {hits.length > 0 && (
        <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
          {hits.map((hit) => (
            <Hit key={`${hit.runId} ${hit.startSeconds} ${hit.text}`} hit={hit} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Hit({ hit }: { hit: MemoryHit }) {
  const place = hit.startSeconds === null ? '' : `?t=${Math.floor(hit.startSeconds)}`;
  return (
    <li className="relative space-y-1 px-4 py-3 hover:bg-sunken">
      <div className="flex items-baseline justify-between gap-4">
        <Link href={`/runs/${hit.runId}${place}`} prefetch={false} className="font-medium text-sm after:absolute after:inset-0">
          <bdi>{hit.title ?? 'Untitled'}</bdi>
          {hit.startSeconds !== null && <span className="text-accent tabular-nums"> at {clock(hit.startSeconds)}</span>}
        </Link>
        <span
          className="shrink-0 text-ink-faint text-xs tabular-nums"
          title="Cosine similarity of passage and query; 1 is the same meaning"
        >
          similarity {score(hit.score)}
        </span>
      </div>
      <p dir="auto" className="line-clamp-4 max-w-prose text-ink-muted text-sm leading-6">
        {hit.text}
      </p>
    </li>
  );
}

function ResultsSkeleton() {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">Searching</span>
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
