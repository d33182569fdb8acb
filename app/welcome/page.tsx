import type { Metadata } from 'next';
import { WelcomeForm } from '@/components/access/welcome-form';
import { hasProvider } from '@/lib/access/oidc';
import { readEnv } from '@/lib/config/env';

export const metadata: Metadata = { title: 'Welcome' };

/** Where a one-time link leads. */
export default function WelcomePage() {
  return (
    <div className="mx-auto max-w-sm space-y-6 py-12">
      <h1 className="font-semibold text-2xl tracking-tight">Welcome to Winnow</h1>
      <WelcomeForm hasProvider={hasProvider(readEnv().values)} />
    </div>
  );
}
