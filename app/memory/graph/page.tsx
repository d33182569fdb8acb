import type { Metadata } from 'next';
import { GraphView } from '@/components/memory/graph-view';

export const metadata: Metadata = { title: 'Graph · Memory' };

export default function GraphPage() {
  return <GraphView />;
}
