'use client';
import { Check, Undo2 } from 'lucide-react';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { type ConfigChange, changeSentence } from '@/lib/core/config/changes';
import type { SettingView } from '@/lib/core/config/views';
import { type ProblemView, problemOf } from '../data/api';
import { useActivate, useChangeConfig } from '../data/config';
import { toastProblem } from '../submit/use-submit-and-open';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';
import { Panel } from '../ui/panel';
import type { Draft } from './draft';

interface ApplyPanelProps {
  /** The version that the draft changes. */
  base: number;
  /** The version that is active now. */
  active: number;
  settings: readonly SettingView[];
  draft: Draft;
  onDone: () => void;
  onDiscard: () => void;
}

/** What the draft changes, why, and the button that makes it so. */
export function ApplyPanel({ base, active, settings, draft, onDone, onDiscard }: ApplyPanelProps) {
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const change = useChangeConfig();
  const activate = useActivate();
  const id = useId();
  const changes = changesOf(draft, settings);

  async function apply(wanted: boolean): Promise<void> {
    setProblem(null);
    try {
      const version = await change.mutateAsync({ set: draft, note, from: base, activate: wanted });
      setNote('');
      onDone();
      if (!wanted) {
        toast(`Kept as version ${version.number}`, { description: 'It is not active: an experiment can use it as an arm.' });
        return;
      }
      const back = () =>
        activate
          .mutateAsync({ number: base, from: version.number, note: `Undo version ${version.number}` })
          .catch((error) => toastProblem(problemOf(error)));
      toast(`Version ${version.number} is active`, {
        description: 'Runs that are taken in from now on are decided under it.',
        action: { label: 'Undo', onClick: () => void back() },
      });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  if (changes.length === 0)
    return (
      <Panel title="Changes">
        <p className="p-4 text-ink-muted text-sm">Move a control, or choose a preset: nothing holds before it is applied.</p>
      </Panel>
    );
  return (
    <Panel title="Changes" aside={<span className="text-ink-faint text-xs">against version {base}</span>}>
      <div className="space-y-3 p-4">
        {active !== base && (
          <Notice
            tone="bad"
            title={`Version ${active} has become active meanwhile`}
            actions={<Button onClick={onDiscard}>Start from version {active}</Button>}
          >
            Your changes start from version {base}. To see what the other one changed, look at the history below.
          </Notice>
        )}
        <ul aria-label="What would change" className="space-y-1 text-sm tabular-nums lg:columns-2">
          {changes.map((one) => (
            <li key={one.key} className="break-words">
              {changeSentence(one)}
            </li>
          ))}
        </ul>
        {problem && (
          <Notice tone="bad" title={problem.title}>
            {problem.errors.length > 0
              ? problem.errors.map(({ field, message }) => <p key={field}>{`${field}: ${message}`}</p>)
              : `${problem.detail} ${problem.advice}`}
          </Notice>
        )}
        <div className="space-y-1">
          <label htmlFor={id} className="text-ink-muted text-xs">
            Why (for the history)
          </label>
          <input
            id={id}
            value={note}
            maxLength={1000}
            autoComplete="off"
            onChange={(event) => setNote(event.target.value)}
            className={`${FIELD_STYLE} w-full`}
          />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" disabled={change.isPending || active !== base} onClick={() => void apply(true)}>
            <Check aria-hidden />
            Apply
          </Button>
          <Button disabled={change.isPending || active !== base} onClick={() => void apply(false)}>
            Keep for an experiment
          </Button>
          <Button variant="ghost" onClick={onDiscard}>
            <Undo2 aria-hidden />
            Discard
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** changesOf names a condition's values by the condition, as the history does. */
export function changesOf(draft: Draft, settings: readonly SettingView[]): ConfigChange[] {
  const values = new Map(settings.map(({ key, versionValue }) => [key, versionValue]));
  return Object.entries(draft).map(([key, to]) => {
    const [, list, index, rest] = /^(.*\.conditions)\.(\d+)\.(.*)$/.exec(key) ?? [];
    const named = list === undefined ? key : `${list}[${JSON.stringify(values.get(`${list}.${index}.condition`))}].${rest}`;
    return { key: named, from: values.get(key) ?? null, to };
  });
}
