'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { type ReactNode, useState } from 'react';
import { Toaster } from 'sonner';
import { ProblemError } from '../data/api';

const MAX_RETRIES = 2;

/** Asking again helps only where the problem says so. */
function worthRetrying(failures: number, error: Error): boolean {
  return failures < MAX_RETRIES && error instanceof ProblemError && error.problem.retry === 'later';
}

/** What every page stands on: cached readings, the theme, toasts. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // Winnow is there without the internet too, often on this very machine.
          queries: { retry: worthRetrying, staleTime: 1_000, refetchOnWindowFocus: true, networkMode: 'always' },
          mutations: { networkMode: 'always' },
        },
      }),
  );
  // The scroll lock under dialogs writes a style element and looks for the nonce under this name.
  if (typeof window !== 'undefined' && nonce) Object.assign(window, { __webpack_nonce__: nonce });
  return (
    <QueryClientProvider client={client}>
      <ThemeProvider attribute="class" disableTransitionOnChange nonce={nonce}>
        {children}
        <Toaster
          position="bottom-right"
          closeButton
          toastOptions={{
            unstyled: true,
            classNames: {
              toast: 'flex w-full items-start gap-3 rounded-lg border border-line bg-raised p-3 pr-9 text-ink text-sm shadow-lift',
              title: 'font-medium',
              description: 'text-ink-muted',
              actionButton: 'ml-auto shrink-0 rounded-md bg-accent px-2.5 py-1 font-medium text-accent-ink',
              closeButton: 'absolute top-2 right-2 rounded p-1 text-ink-faint hover:text-ink',
            },
          }}
        />
      </ThemeProvider>
    </QueryClientProvider>
  );
}
