'use client';
import { CircleUserRound, LogOut, UserCog } from 'lucide-react';
import Link from 'next/link';
import { signOut, useAsker } from '../data/access';
import { Button } from '../ui/button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '../ui/dropdown-menu';

/** Who has signed in, and out again. */
export function AccountMenu() {
  const { data } = useAsker();
  async function leave(): Promise<void> {
    // Also where the session had ended already: there is nothing to see here any more.
    await signOut().catch(() => {});
    window.location.assign('/sign-in');
  }
  if (data?.kind !== 'account') return null;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Account: ${data.name}`}>
          <CircleUserRound aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <p className="max-w-60 truncate px-2 py-1.5 text-ink-muted text-xs">
          {data.name}, {data.role}
        </p>
        <DropdownMenuItem asChild>
          <Link href="/settings/account">
            <UserCog aria-hidden />
            Your account
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void leave()}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
