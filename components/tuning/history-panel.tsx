'use client';
import { History, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { type ConfigChange, changeSentence } from '@/lib/core/config/changes';
import type { ConfigVersionPageView, ConfigVersionSummary } from '@/lib/core/config/views';
import { PageFoot } from '../alerts/page-foot';
import { problemOf } from '../data/api';
import { useActivate, useConfigVersion, useConfigVersions } from '../data/config';
import { count } from '../format';
import { toastProblem } from '../submit/use-submit-and-open';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Disclosure } from '../ui/disclosure';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';

/** useRollBack makes a version active again, and says so. */
export function useRollBack(active: number) {
  const { mutateAsync, isPending } = useActivate();
  async function rollBack(number: number): Promise<void> {
    try {
      await mutateAsync({ number, from: active, note: `From version ${active}` });
      toast(`Version ${number} is active`, { description: 'Runs that are taken in from now on are decided under it.' });
    } catch (error) {
      toastProblem(problemOf(error));
    }
  }
  return { rollBack, isPending };
}

/** Every version there was: who, when, why, what changed; each can be made active again. */
export function HistoryPanel({ initial, active }: { initial: ConfigVersionPageView; active: number }) {
  const history = useConfigVersions(initial);
  const versions = history.data.pages.flatMap((page) => page.versions);
  return (
    <Panel title="History" id="history">
      <ol aria-label="Versions, newest first" className="divide-y divide-line">
        {versions.map((version) => (
          <Version key={version.number} version={version} active={active} />
        ))}
      </ol>
      <PageFoot list={history} />
    </Panel>
  );
}

function Version({ version, active }: { version: ConfigVersionSummary; active: number }) {
  const { number, author, note, createdAt, changes, basedOn, runs } = version;
  const [isOpen, setOpen] = useState(false);
  const { rollBack, isPending } = useRollBack(active);
  const isActive = number === active;
  return (
    <li aria-label={`Version ${number}`} className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium text-sm">Version {number}</span>
        {isActive && (
          <Badge tone="good" icon={History}>
            active
          </Badge>
        )}
        <span className="text-ink-faint text-xs">
          <TimeAgo at={createdAt} /> by {author}, {count(runs, 'run')}
        </span>
        {!isActive && (
          <Button className="ml-auto" disabled={isPending} onClick={() => void rollBack(number)}>
            <Undo2 aria-hidden />
            {number < active ? 'Roll back' : 'Activate'}
            <span className="sr-only"> to version {number}</span>
          </Button>
        )}
      </div>
      {note && (
        <p className="max-w-prose text-sm">
          <bdi>{note}</bdi>
        </p>
      )}
      <ChangeList changes={changes} empty={basedOn === null ? 'The first one.' : 'Comments or spelling only.'} />
      {!isActive && (
        <Disclosure summary={`What activating version ${number} would change`} open={isOpen} onToggle={setOpen}>
          {isOpen && <FromActive number={number} />}
        </Disclosure>
      )}
    </li>
  );
}

function FromActive({ number }: { number: number }) {
  const { data } = useConfigVersion(number, true);
  return (
    <div className="pt-2 pl-5.5">
      {data ? (
        <ChangeList changes={data.changesFromActive} empty="No value differs from the active version." />
      ) : (
        <Skeleton className="h-10 w-full" />
      )}
    </div>
  );
}

const SHOWN = 12;

function ChangeList({ changes, empty }: { changes: readonly ConfigChange[]; empty: string }) {
  if (changes.length === 0) return <p className="text-ink-faint text-xs">{empty}</p>;
  return (
    <ul className="space-y-0.5 text-ink-muted text-xs tabular-nums leading-5">
      {changes.slice(0, SHOWN).map((change) => (
        <li key={change.key}>
          <bdi>{changeSentence(change)}</bdi>
        </li>
      ))}
      {changes.length > SHOWN && <li>and {count(changes.length - SHOWN, 'more change')}</li>}
    </ul>
  );
}
