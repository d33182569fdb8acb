'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../ui/cn';

const VIEWS = [
  { href: '/memory', label: 'Search' },
  { href: '/memory/ask', label: 'Ask' },
  { href: '/memory/entities', label: 'Entities' },
  { href: '/memory/graph', label: 'Graph' },
];

/** The ways into memory. */
export function MemoryNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Memory" className="flex gap-1 border-line border-b">
      {VIEWS.map(({ href, label }) => {
        const here = href === '/memory' ? pathname === href : pathname.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? 'page' : undefined}
            className={cn(
              '-mb-px border-b-2 px-3 py-2 font-medium text-sm',
              here ? 'border-accent text-ink' : 'border-transparent text-ink-muted hover:text-ink',
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
