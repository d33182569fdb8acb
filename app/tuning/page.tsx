import type { Metadata } from 'next';
import { Tuning } from '@/components/tuning/tuning';
import { versionPageSchema } from '@/lib/core/config/requests';
import { listConfigVersions, readConfig } from '@/lib/learning/config/views';

export const metadata: Metadata = { title: 'Tuning' };

export default async function TuningPage() {
  // What is read first may take a file in, which is then in the history.
  const config = await readConfig();
  const history = await listConfigVersions(versionPageSchema.parse({}));
  return (
    <div className="mx-auto max-w-7xl">
      <Tuning initial={config} initialHistory={history} />
    </div>
  );
}
