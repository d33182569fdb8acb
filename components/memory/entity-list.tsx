'use client';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { useDeferredValue, useRef, useState } from 'react';
import { useEntities } from '../data/memory';
import { count } from '../format';
import { useShortcuts } from '../shell/shortcuts';
import { Badge } from '../ui/badge';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { humanise } from '../words';
import { ProblemNotice } from './problem-notice';

/** Who and what is spoken of, most mentioned first. */
export function EntityList() {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const entities = useEntities(useDeferredValue(text.trim()));
  useShortcuts({ '/': () => field.current?.focus() });
  return (
    <div className="space-y-4">
      <search className="relative block">
        <label htmlFor="entity-query" className="sr-only">
          Part of a name
        </label>
        <Search aria-hidden className="absolute top-2.5 left-3 size-4 text-ink-faint" />
        <input
          id="entity-query"
          ref={field}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={200}
          placeholder="Part of a name"
          aria-keyshortcuts="/"
          className={cn(FIELD_STYLE, 'w-full pl-9')}
        />
      </search>
      {entities.isPending ? (
        <Skeleton className="h-64 w-full" />
      ) : entities.isError ? (
        <ProblemNotice error={entities.error} retry={() => void entities.refetch()} />
      ) : entities.data.entities.length === 0 ? (
        <Notice title={text.trim() ? 'Nobody and nothing of that name' : 'No entities yet'}>
          {text.trim()
            ? 'Try a part of the name.'
            : 'With ENABLE_GRAPH_MEMORY=1, the people, places and organisations of fully analysed items come here.'}
        </Notice>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {entities.data.entities.map(({ id, name, type, mentionCount, runCount }) => (
            <li key={id} className="relative flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken">
              <span className="flex min-w-0 items-baseline gap-2">
                <Link
                  href={`/memory/entities/${id}`}
                  prefetch={false}
                  className="truncate font-medium text-sm after:absolute after:inset-0"
                >
                  <bdi>{name}</bdi>
                </Link>
                <Badge>{humanise(type)}</Badge>
              </span>
              <span className="text-ink-muted text-xs tabular-nums">
                {count(mentionCount, 'mention')} in {count(runCount, 'item')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
