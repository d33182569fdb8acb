import type { ReactNode } from 'react';
import { MemoryNav } from '@/components/memory/memory-nav';

export default function MemoryLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-4xl space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Memory</h1>
      <MemoryNav />
      {children}
    </div>
  );
}
