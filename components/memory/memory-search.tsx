'use client';
import { Search } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useRef } from 'react';
import { SEARCH_MODES, type SearchMode } from '@/lib/core/memory/modes';
import { type MemoryHit, useMemorySearch } from '../data/memory';
import { count, score } from '../format';
import { useShortcuts } from '../shell/shortcuts';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { useDebounced } from '../ui/use-debounced';
import { humanise } from '../words';
import { MarkedText } from './marked-text';
import { PlaceLink } from './place-link';
import { ProblemNotice } from './problem-notice';

const MAX_QUERY = 500;

const MODE_NAMES: Record<SearchMode, string> = {
  hybrid: 'Meaning and words',
  vector: 'Meaning',
  lexical: 'Words',
  graph: 'Entities',
  hipporag: 'Connections',
};
const MODES = SEARCH_MODES.toSorted((a, b) => Number(b === 'hybrid') - Number(a === 'hybrid'));

/** Search over everything that was remembered, as you type. The query lives in the page's address. */
export function MemorySearch() {
  const pathname = usePathname();
  const params = useSearchParams();
  const settled = params.get('q')?.trim().slice(0, MAX_QUERY) ?? '';
  const mode = MODES.find((known) => known === params.get('mode')) ?? 'hybrid';
  const show = (q: string, by: SearchMode) => {
    const query = new URLSearchParams({ ...(q ? { q } : {}), ...(by === 'hybrid' ? {} : { mode: by }) });
    window.history.replaceState(null, '', query.size > 0 ? `${pathname}?${query}` : pathname);
  };
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useDebounced(field, settled, (q) => show(q, mode));
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
        <fieldset className="mt-3 flex flex-wrap gap-1.5">
          <legend className="sr-only">Find by</legend>
          {MODES.map((option) => (
            <label
              key={option}
              className="cursor-pointer rounded-full border border-line-strong px-3 py-1 text-ink-muted text-sm hover:text-ink has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
            >
              <input type="radio" name="mode" className="sr-only" checked={option === mode} onChange={() => show(settled, option)} />
              {MODE_NAMES[option]}
            </label>
          ))}
        </fieldset>
      </search>
      {settled === '' ? <Explanation /> : <Results q={settled} mode={mode} />}
    </div>
  );
}

function Explanation() {
  return (
    <p className="max-w-prose text-ink-muted text-sm">
      Every finished run leaves its passages here. Passages are found by what they mean and by the words in them, and each leads to the run
      and the second where it was said.
    </p>
  );
}

function Results({ q, mode }: { q: string; mode: SearchMode }) {
  const search = useMemorySearch(q, mode);
  if (search.isPending) return <ResultsSkeleton />;
  if (search.isError) return <ProblemNotice error={search.error} retry={() => void search.refetch()} />;
  const { hits } = search.data;
  return (
    <div className="space-y-2" aria-busy={search.isPlaceholderData}>
      <p aria-live="polite" className="text-ink-muted text-sm tabular-nums">
        {hits.length === 0
          ? 'Nothing that was remembered matches. Passages come here when a run has finished.'
          : `${count(hits.length, 'passage')}, best first`}
      </p>
      {hits.length > 0 && (
        <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
          {hits.map((hit) => (
            <Hit key={`${hit.runId} ${hit.seq}`} hit={hit} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Hit({ hit }: { hit: MemoryHit }) {
  return (
    <li className="relative space-y-1 px-4 py-3 hover:bg-sunken">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <PlaceLink {...hit} fill />
        {hit.similarity !== null && (
          <span className="text-ink-muted text-xs tabular-nums" title="Cosine similarity of passage and query; 1 is the same meaning">
            similarity {score(hit.similarity)}
          </span>
        )}
      </div>
      <p dir="auto" className="line-clamp-5 max-w-prose text-ink-muted text-sm leading-6">
        {hit.speaker && <span className="font-medium text-ink">{hit.speaker}: </span>}
        <MarkedText text={hit.text} marks={hit.highlights} />
      </p>
      <p className="flex flex-wrap gap-x-3 text-ink-muted text-xs">
        <span>{hit.source}</span>
        {hit.contentType && <span>{humanise(hit.contentType)}</span>}
        <TimeAgo at={hit.createdAt} />
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
