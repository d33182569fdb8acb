import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountsPanel } from '@/components/access/accounts-panel';
import { AuditPanel } from '@/components/access/audit-panel';
import { KeysPanel } from '@/components/access/keys-panel';
import { LimitsPanel } from '@/components/access/limits-panel';
import { SessionsPanel } from '@/components/access/sessions-panel';
import { Notice } from '@/components/ui/notice';
import { listAccounts } from '@/lib/access/accounts';
import { listKeys } from '@/lib/access/keys';
import { accessSettings } from '@/lib/access/settings';
import { isSignInOn } from '../../_server/admission';

export const metadata: Metadata = { title: 'Access' };

/** Who may come in, how much they may ask, and what they did. */
export default async function AccessPage() {
  const [keys, accounts, settings] = await Promise.all([listKeys(), listAccounts(), accessSettings()]);
  const signIn = isSignInOn();
  return (
    <div className="mx-auto max-w-5xl space-y-5">
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">Access</h1>
        <p className="text-ink-muted text-sm">
          <Link href="/settings" className="underline underline-offset-2">
            Settings
          </Link>
          : who may come in, how much they may ask, and what they did.
        </p>
      </div>
      {!signIn && (
        <Notice title="Nobody signs in here">
          This Winnow listens on loopback only and trusts whoever sits at this machine. Keys hold where they are sent; accounts and sessions
          begin with ENABLE_SIGN_IN=1 or a HOST beyond loopback.
        </Notice>
      )}
      <KeysPanel initial={keys} />
      {signIn && <AccountsPanel initial={accounts} />}
      {signIn && <SessionsPanel />}
      <LimitsPanel settings={settings} />
      <AuditPanel />
    </div>
  );
}
