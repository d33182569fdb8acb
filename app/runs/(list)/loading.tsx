import { RowsSkeleton } from '@/components/runs/rows-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function RunsLoading() {
  return (
    <div className="mx-auto max-w-6xl space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Runs</h1>
      <Skeleton className="h-14 w-full" />
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <RowsSkeleton />
      </div>
    </div>
  );
}
