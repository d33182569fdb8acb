import type { Metadata } from 'next';
import { MemorySearch } from '@/components/memory/memory-search';

export const metadata: Metadata = { title: 'Memory' };

export default function MemoryPage() {
  return (
    <div className="mx-auto max-w-4xl space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Memory</h1>
      <MemorySearch />
    </div>
  );
}
