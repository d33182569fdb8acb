'use client';
import './globals.css';

/** The last resort, when not even the frame around the pages could be made. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <main className="mx-auto max-w-xl space-y-4 p-8">
          <h1 className="font-semibold text-2xl">Winnow could not show this page</h1>
          <p className="text-ink-muted">Nothing was lost: runs go on and stay recorded.</p>
          <button type="button" onClick={retry} className="rounded-md bg-accent px-4 py-2 text-accent-ink">
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
