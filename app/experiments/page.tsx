import type { Metadata } from 'next';
import { ExperimentList } from '@/components/experiments/experiment-list';
import { activeConfigVersion } from '@/lib/data/config-versions';

export const metadata: Metadata = { title: 'Experiments' };

export default async function ExperimentsPage() {
  const { number } = await activeConfigVersion();
  return (
    <div className="mx-auto max-w-5xl">
      <ExperimentList active={number} />
    </div>
  );
}
