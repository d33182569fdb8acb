import type { Metadata } from 'next';
import Link from 'next/link';
import { Runbooks } from '@/components/alerts/runbooks';
import { readRunbooks } from '@/lib/metrics/alerts/runbooks';

export const metadata: Metadata = { title: 'Runbooks' };

export default async function RunbooksPage() {
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Runbooks</h1>
      <p className="text-sm">
        <Link href="/alerts" className="text-accent underline underline-offset-2">
          All alerts
        </Link>
      </p>
      <Runbooks sections={await readRunbooks()} />
    </div>
  );
}
