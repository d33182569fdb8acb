import type { Metadata } from 'next';
import Link from 'next/link';
import { Button } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not allowed' };

/** In the place of a page that is not for whoever asks for it. */
export default function ForbiddenPage() {
  return (
    <div className="mx-auto max-w-xl space-y-4 py-16">
      <h1 className="font-semibold text-2xl tracking-tight">This is not for your account</h1>
      <p className="text-ink-muted">Admins decide which role an account has. Ask one of them.</p>
      <Button asChild variant="primary" size="md">
        <Link href="/">To the first page</Link>
      </Button>
    </div>
  );
}
