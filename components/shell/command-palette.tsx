'use client';
import { Command } from 'cmdk';
import { CornerDownLeft, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useRecentRuns } from '../data/runs';
import { RunIcon } from '../runs/run-label';
import { titleOf } from '../runs/title';
import { looksLikeUrl } from '../submit/url-hint';
import { useSubmitAndOpen } from '../submit/use-submit-and-open';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { PAGES } from './pages';

const groupStyle =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-faint [&_[cmdk-group-heading]]:text-xs';
const itemStyle =
  'mx-1 flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-2 text-sm data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-strong [&_svg]:size-4 [&_svg]:shrink-0';

const neverChanges = () => () => undefined;
const onApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** ⌘K / Ctrl K: go to a page or a recent run, or submit the URL that was typed. */
export function CommandPalette() {
  const [isOpen, setOpen] = useState(false);
  const isApple = useSyncExternalStore(neverChanges, onApple, () => false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <Button variant="ghost" aria-label="Command palette" aria-keyshortcuts="Control+K Meta+K" onClick={() => setOpen(true)}>
        <Search aria-hidden />
        <span className="max-2xl:hidden">
          <Kbd>{isApple ? '⌘K' : 'Ctrl K'}</Kbd>
        </span>
      </Button>
      {/* Mounted only while open, so that each opening starts fresh and nothing is read before. */}
      {isOpen && <Palette close={() => setOpen(false)} />}
    </>
  );
}

function Palette({ close }: { close: () => void }) {
  const [text, setText] = useState('');
  const router = useRouter();
  const { submit } = useSubmitAndOpen();
  const recent = useRecentRuns();
  const go = (href: string) => {
    close();
    router.push(href);
  };
  return (
    <Command.Dialog
      open
      onOpenChange={close}
      label="Command palette"
      loop
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[min(40rem,calc(100vw-1.5rem))] overflow-hidden rounded-lg border border-line bg-raised text-ink shadow-lift"
    >
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Go to a page or a run, or paste a URL"
          className="h-12 w-full bg-transparent text-sm outline-none placeholder:text-ink-faint"
        />
      </div>
      <Command.List className="max-h-[55vh] overflow-y-auto pb-2">
        <Command.Empty className="px-4 py-6 text-center text-ink-muted text-sm">
          Nothing of that name. Paste a URL to submit it.
        </Command.Empty>
        {looksLikeUrl(text) && (
          <Command.Group heading="Submit" className={groupStyle}>
            <Command.Item
              value={`submit ${text}`}
              className={itemStyle}
              onSelect={() => {
                close();
                void submit({ url: text.trim() });
              }}
            >
              <CornerDownLeft aria-hidden />
              <span className="truncate">
                Submit <bdi>{text.trim()}</bdi>
              </span>
            </Command.Item>
          </Command.Group>
        )}
        <Command.Group heading="Pages" className={groupStyle}>
          {PAGES.map(({ href, label, icon: Icon }) => (
            <Command.Item key={href} value={`page ${label}`} className={itemStyle} onSelect={() => go(href)}>
              <Icon aria-hidden />
              {label}
            </Command.Item>
          ))}
        </Command.Group>
        {recent.length > 0 && (
          <Command.Group heading="Recent runs" className={groupStyle}>
            {recent.map((run) => (
              <Command.Item
                key={run.id}
                value={`${titleOf(run)} ${run.sourceHost} ${run.id}`}
                className={itemStyle}
                onSelect={() => go(`/runs/${run.id}`)}
              >
                <RunIcon run={run} />
                <bdi className="truncate">{titleOf(run)}</bdi>
                <span className="ml-auto shrink-0 text-ink-faint text-xs">{run.sourceHost}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
}
