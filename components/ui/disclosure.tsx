import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

interface DisclosureProps {
  /** Where it looks after itself. */
  defaultOpen?: boolean;
  summary: ReactNode;
  open?: boolean;
  onToggle?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}

/** Detail one click away, with the browser's own element: it works before any script and with find-in-page. */
export function Disclosure({ summary, defaultOpen, open = defaultOpen, onToggle, className, children }: DisclosureProps) {
  return (
    <details open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)} className={cn('group', className)}>
      <summary className="flex list-none items-center gap-1.5 rounded-md text-ink-muted text-sm hover:text-ink">
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      {children}
    </details>
  );
}
