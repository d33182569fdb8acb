import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="rounded border border-line bg-sunken px-1.5 font-sans text-2xs text-ink-muted">{children}</kbd>;
}
