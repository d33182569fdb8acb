'use client';
import { Menu } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { AccountMenu } from '../access/account-menu';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '../ui/dropdown-menu';
import { CommandPalette } from './command-palette';
import { PAGES } from './pages';
import { ThemeMenu } from './theme-menu';

/** Pages for whoever has not come in yet: there is nowhere to go from them. */
const OUTSIDE = ['/sign-in', '/welcome'];

export function Header({ signIn }: { signIn: boolean }) {
  const pathname = usePathname();
  const isOutside = OUTSIDE.includes(pathname);
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-page/95 backdrop-blur">
      <div className="mx-auto flex h-14 max-w-[108rem] items-center gap-1 px-3 sm:gap-3 sm:px-6">
        <Link
          href="/"
          aria-label="Winnow, to the first page"
          className="flex shrink-0 items-center gap-2 rounded-md py-1 pr-1 font-semibold tracking-tight"
        >
          <Mark />
          <span className="max-sm:sr-only">Winnow</span>
        </Link>
        {!isOutside && <PagesMenu pathname={pathname} />}
        <nav aria-label="Pages" hidden={isOutside} className="flex min-w-0 items-center max-sm:hidden [&[hidden]]:hidden">
          {PAGES.map(({ href, label, icon: Icon }) => {
            const isCurrent = isOn(pathname, href);
            return (
              <Link
                key={href}
                href={href}
                aria-current={isCurrent ? 'page' : undefined}
                title={label}
                className={cn(
                  'flex h-9 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm transition-colors hover:text-ink',
                  isCurrent ? 'bg-sunken font-medium text-ink' : 'text-ink-muted',
                )}
              >
                <Icon aria-hidden className="size-4 max-xl:size-5" />
                <span className="max-xl:sr-only">{label}</span>
              </Link>
            );
          })}
        </nav>
        <div className="ml-auto flex items-center gap-1">
          {!isOutside && <CommandPalette />}
          {signIn && !isOutside && <AccountMenu />}
          <ThemeMenu />
        </div>
      </div>
    </header>
  );
}

const isOn = (pathname: string, href: string): boolean => (href === '/' ? pathname === '/' : pathname.startsWith(href));

/** On a phone: the page that is open, and the others by their names. */
function PagesMenu({ pathname }: { pathname: string }) {
  const current = PAGES.find(({ href }) => isOn(pathname, href));
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" aria-label={current ? `${current.label}, other pages` : 'Pages'} className="sm:hidden">
          <Menu aria-hidden />
          {current?.label ?? 'Pages'}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="sm:hidden">
        {PAGES.map(({ href, label, icon: Icon }) => (
          <DropdownMenuItem key={href} asChild className={cn('min-h-10', href === current?.href && 'font-semibold')}>
            <Link href={href} aria-current={href === current?.href ? 'page' : undefined}>
              <Icon aria-hidden />
              {label}
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-7 shrink-0">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M6.5 9.5h19L18.6 18v6.2l-5.2 2.3V18z" className="fill-accent-ink" />
      <circle cx="10" cy="5.8" r="1.3" className="fill-accent-ink" />
      <circle cx="16" cy="4.8" r="1.3" className="fill-accent-ink" />
      <circle cx="22" cy="5.8" r="1.3" className="fill-accent-ink" />
    </svg>
  );
}
