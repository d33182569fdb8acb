import type { Metadata } from 'next';
import { MemorySearch } from '@/components/memory/memory-search';

export const metadata: Metadata = { title: 'Memory' };

export default function MemoryPage() {
  return <MemorySearch />;
}
