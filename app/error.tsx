'use client';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** A page that could not be made, most often because the database is away. What was recorded is not touched by it. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <div className="mx-auto max-w-2xl py-12">
      <Notice tone="bad" title="This page could not be shown" actions={<Button onClick={retry}>Try again</Button>}>
        <p>Nothing was lost: runs go on and stay recorded. If it stays like this, see whether the database is running (winnow doctor).</p>
        {digest && (
          <p>
            In the log of the web process it is marked <code>{digest}</code>.
          </p>
        )}
      </Notice>
    </div>
  );
}
