import { RECENT_RUNS } from '@/components/runs/page-sizes';
import { RecentRuns } from '@/components/runs/recent-runs';
import { Samples } from '@/components/submit/samples';
import { SubmitForm } from '@/components/submit/submit-form';
import { listSamples } from '@/lib/intake';
import { listRuns } from '@/lib/pipeline/views';

/** Submit and watch. */
export default async function HomePage() {
  const [samples, recent] = await Promise.all([listSamples(), listRuns({ limit: RECENT_RUNS })]);
  return (
    <div className="mx-auto max-w-6xl space-y-8">
      <section className="space-y-5 pt-2 sm:pt-6">
        <div className="space-y-1">
          <h1 className="text-balance font-semibold text-3xl tracking-tight">Is it worth your time?</h1>
          <p className="max-w-prose text-ink-muted">
            Winnow hears and reads so that you need not, and stops as soon as there is nothing in it worth more effort.
          </p>
        </div>
        <SubmitForm />
      </section>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <RecentRuns initial={recent} />
        <Samples samples={samples} />
      </div>
    </div>
  );
}
