import type { Metadata } from 'next';
import { ExperimentPage } from '@/components/experiments/experiment-page';

export const metadata: Metadata = { title: 'Experiment' };

export default async function OneExperimentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <div className="mx-auto max-w-5xl">
      <ExperimentPage id={id} />
    </div>
  );
}
