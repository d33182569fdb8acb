'use client';
import { type ReactNode, useState } from 'react';
import { Button } from '../ui/button';

interface CappedListProps<T> {
  items: readonly T[];
  /** How many show before the rest is asked for. */
  cap: number;
  className?: string;
  render: (item: T, index: number) => ReactNode;
}

/** A list that begins short: the first items, and all of them on demand. */
export function CappedList<T>({ items, cap, className, render }: CappedListProps<T>) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, cap);
  return (
    <>
      <ul className={className}>{shown.map(render)}</ul>
      {items.length > cap && (
        <div className="px-4 pb-3">
          <Button variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${items.length}`}
          </Button>
        </div>
      )}
    </>
  );
}
