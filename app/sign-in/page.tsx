import type { Metadata } from 'next';
import { SignInForm } from '@/components/access/sign-in-form';
import { hasProvider } from '@/lib/access/oidc';
import { readEnv } from '@/lib/config/env';
import { ownPath } from './own-path';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, problem } = await searchParams;
  const { signIn, values } = readEnv();
  return (
    <div className="mx-auto max-w-sm space-y-6 py-12">
      <h1 className="font-semibold text-2xl tracking-tight">Sign in</h1>
      {!signIn && <p className="text-ink-muted text-sm">Nobody needs to sign in here: this Winnow listens on loopback only.</p>}
      <SignInForm
        next={ownPath(typeof next === 'string' ? next : null)}
        hasProvider={hasProvider(values)}
        problem={typeof problem === 'string' ? problem : null}
      />
      <p className="text-ink-muted text-xs">Forgotten, or no account yet? An admin makes a one-time link for you.</p>
    </div>
  );
}
