'use client';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import type { ConfigSourceView } from '@/lib/core/config/views';
import { type ProblemView, problemOf } from '../data/api';
import { useChangeConfig } from '../data/config';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { Disclosure } from '../ui/disclosure';
import { FIELD_STYLE } from '../ui/field';
import { Notice } from '../ui/notice';

/** What is being written, and the version that it began with. */
interface Editing {
  text: string;
  from: number;
}

/** One of the four texts. What is saved is a new version; faults come back with their lines. */
export function SourceEditor({ source: { section, file, text }, active }: { source: ConfigSourceView; active: number }) {
  const [editing, setEditing] = useState<Editing | null>(null);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const { mutateAsync, isPending } = useChangeConfig();
  const id = useId();
  const isChanged = editing !== null && editing.text !== text;

  async function save({ text: written, from }: Editing): Promise<void> {
    setProblem(null);
    try {
      const version = await mutateAsync({ sources: { [section]: written }, note, from });
      setEditing(null);
      setNote('');
      toast(`Version ${version.number} is active`, { description: 'Runs that are taken in from now on are decided under it.' });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <Disclosure summary={<span className="font-medium font-mono text-ink">{file}</span>} className="px-4 py-3">
      <div className="space-y-3 pt-3">
        <label htmlFor={`${id}-text`} className="sr-only">
          Text of {file}
        </label>
        <textarea
          id={`${id}-text`}
          rows={Math.min(32, (editing?.text ?? text).split('\n').length + 1)}
          value={editing?.text ?? text}
          spellCheck={false}
          onChange={(event) => setEditing({ text: event.target.value, from: editing?.from ?? active })}
          className={cn(FIELD_STYLE, 'h-auto w-full whitespace-pre py-2 font-mono text-xs leading-5')}
        />
        {problem && (
          <Notice tone="bad" title={problem.title}>
            {problem.errors.length > 0
              ? problem.errors.map(({ field, message }) => <p key={`${field}${message}`}>{`${field}: ${message}`}</p>)
              : `${problem.detail} ${problem.advice}`}
          </Notice>
        )}
        {isChanged && (
          <div className="flex flex-wrap items-end gap-2">
            <div className="flex min-w-48 flex-1 flex-col gap-1">
              <label htmlFor={`${id}-note`} className="text-ink-muted text-xs">
                Why (for the history)
              </label>
              <input
                id={`${id}-note`}
                value={note}
                maxLength={1000}
                autoComplete="off"
                onChange={(event) => setNote(event.target.value)}
                className={FIELD_STYLE}
              />
            </div>
            <Button variant="primary" className="h-9" disabled={isPending} onClick={() => void save(editing)}>
              Save as a new version
            </Button>
            <Button
              variant="ghost"
              className="h-9"
              onClick={() => {
                setEditing(null);
                setProblem(null);
              }}
            >
              Discard
            </Button>
          </div>
        )}
      </div>
    </Disclosure>
  );
}
