import { type ReactNode, useId } from 'react';
import { cn } from './cn';

interface PanelProps {
  /** For links to it on the page. */
  id?: string;
  title: ReactNode;
  /** Beside the title: a count, a filter, a button. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled section of a page. */
export function Panel({ id, title, aside, className, children }: PanelProps) {
  const headingId = useId();
  return (
    <section id={id} aria-labelledby={headingId} className={cn('rounded-lg border border-line bg-surface', className)}>
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b px-4 py-2">
        <h2 id={headingId} className="font-semibold text-sm">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
