import type { Metadata } from 'next';
import { PasswordPanel } from '@/components/access/password-panel';
import { SessionsPanel } from '@/components/access/sessions-panel';

export const metadata: Metadata = { title: 'Your account' };

export default function AccountPage() {
  return (
    <div className="mx-auto max-w-5xl space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Your account</h1>
      <PasswordPanel />
      <SessionsPanel />
    </div>
  );
}
