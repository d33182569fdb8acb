import type { Metadata } from 'next';
import { Ask } from '@/components/memory/ask';

export const metadata: Metadata = { title: 'Ask · Memory' };

export default function AskPage() {
  return <Ask />;
}
