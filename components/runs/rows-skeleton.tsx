import { Skeleton } from '../ui/skeleton';

/** Rows in the size that runs will have. */
export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" className="divide-y divide-line">
      <span className="sr-only">Loading runs</span>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex justify-between gap-4 px-4 py-3">
          <div className="w-full space-y-2">
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-3 w-3/4" />
            <Skeleton className="h-3 w-1/4" />
          </div>
          <Skeleton className="h-5 w-24 shrink-0 rounded-full" />
        </div>
      ))}
    </div>
  );
}
