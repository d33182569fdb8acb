import { Skeleton } from '@/components/ui/skeleton';

export default function AlertsLoading() {
  return (
    <div role="status" className="mx-auto max-w-7xl space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Alerts</h1>
      <span className="sr-only">Loading alerts</span>
      <div className="grid gap-4 lg:grid-cols-2">
        {['one', 'two', 'three', 'four'].map((card) => (
          <Skeleton key={card} className="h-64 w-full" />
        ))}
      </div>
    </div>
  );
}
