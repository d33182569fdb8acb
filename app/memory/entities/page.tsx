import type { Metadata } from 'next';
import { EntityList } from '@/components/memory/entity-list';

export const metadata: Metadata = { title: 'Entities · Memory' };

export default function EntitiesPage() {
  return <EntityList />;
}
