import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Header } from '@/components/shell/header';
import { Providers } from '@/components/shell/providers';
import { isSignInOn } from './_server/admission';

export const metadata: Metadata = {
  title: { default: 'Winnow', template: '%s · Winnow' },
  description: 'Content intelligence that spends effort only where the content deserves it',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f7' },
    { media: '(prefers-color-scheme: dark)', color: '#131210' },
  ],
};

/** Reading the nonce of this request makes every page render per request, which a nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    // The theme's class is put on before the page is shown, which the server cannot know.
    <html lang="en" suppressHydrationWarning>
      <body className="font-sans antialiased">
        <Providers nonce={nonce}>
          <a
            href="#main"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2"
          >
            Skip to the content
          </a>
          <Header signIn={isSignInOn()} />
          <main id="main" tabIndex={-1} className="mx-auto max-w-[108rem] px-3 py-6 outline-none sm:px-6">
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}
