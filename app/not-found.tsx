import type { Metadata } from 'next';
import Link from 'next/link';
import { Button } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <div className="mx-auto max-w-xl space-y-4 py-16">
      <h1 className="font-semibold text-2xl tracking-tight">There is nothing here</h1>
      <p className="text-ink-muted">The address may be mistyped, or the run may have been deleted.</p>
      <div className="flex gap-2">
        <Button asChild variant="primary" size="md">
          <Link href="/">Submit something</Link>
        </Button>
        <Button asChild size="md">
          <Link href="/runs">All runs</Link>
        </Button>
      </div>
    </div>
  );
}
