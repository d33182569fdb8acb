'use client';
import { ArrowRight, LoaderCircle } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { DEPTHS, type Depth } from '@/lib/core/runs/states';
import type { ProblemView } from '../data/api';
import { useShortcuts } from '../shell/shortcuts';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { Kbd } from '../ui/kbd';
import { DEPTH_LABELS } from '../words';
import { hintFor } from './url-hint';
import { useSubmitAndOpen } from './use-submit-and-open';

/** The one field of the first page. `/` focuses it. */
export function SubmitForm() {
  const field = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState('');
  const [depth, setDepth] = useState<Depth>('auto');
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const { submit, isPending } = useSubmitAndOpen((found) => {
    setProblem(found);
    field.current?.focus();
  });
  useShortcuts({ '/': () => field.current?.focus() });

  const send = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    if (url.trim() === '') return field.current?.focus();
    void submit({ url: url.trim(), depth });
  };
  const change = (value: string) => {
    setUrl(value);
    setProblem(null);
  };

  return (
    <form onSubmit={send} noValidate className="space-y-3">
      <label htmlFor="url" className="flex items-center justify-between font-medium text-sm">
        Address of a video, podcast episode, audio file or article
        <span className="max-sm:hidden">
          <Kbd>/</Kbd>
        </span>
      </label>
      <div className="flex gap-2 max-sm:flex-col">
        <input
          id="url"
          ref={field}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          placeholder="https://"
          value={url}
          onChange={(event) => change(event.target.value)}
          aria-invalid={problem !== null}
          aria-describedby="url-message"
          className="h-12 w-full min-w-0 rounded-md border border-line-strong bg-surface px-4 text-base placeholder:text-ink-faint aria-invalid:border-bad"
        />
        <Button type="submit" variant="primary" disabled={isPending} className="h-12 px-5 text-base">
          {isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : <ArrowRight aria-hidden />}
          Analyse
        </Button>
      </div>
      <div id="url-message" aria-live="polite" className="min-h-5 text-sm">
        {problem ? <ProblemLine problem={problem} /> : <HintLine url={url} accept={change} />}
      </div>
      <DepthChoice value={depth} onChange={setDepth} />
    </form>
  );
}

function ProblemLine({ problem }: { problem: ProblemView }) {
  // The schema's messages go on from the field's name ("is empty"); all other details are sentences.
  const ofField = problem.code === 'invalid_request' && problem.errors.find(({ field }) => field === 'url');
  return (
    <p className="text-bad">
      <strong className="font-semibold">{problem.title}.</strong> {ofField ? `The address ${ofField.message}.` : problem.detail}{' '}
      <span className="text-ink-muted">{problem.advice}</span>
    </p>
  );
}

function HintLine({ url, accept }: { url: string; accept: (url: string) => void }) {
  const hint = hintFor(url);
  if (!hint) return null;
  const { message, suggestion } = hint;
  return (
    <p className="text-ink-muted">
      {message}{' '}
      {suggestion && (
        <button type="button" onClick={() => accept(suggestion)} className="font-medium text-accent underline underline-offset-2">
          Use {suggestion}
        </button>
      )}
    </p>
  );
}

function DepthChoice({ value, onChange }: { value: Depth; onChange: (depth: Depth) => void }) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <legend className="sr-only">How deep</legend>
      <div className="flex rounded-md border border-line bg-sunken p-0.5">
        {DEPTHS.map((depth) => (
          <label
            key={depth}
            className={cn(
              'relative rounded-[5px] px-3 py-1 has-focus-visible:outline-2 has-focus-visible:outline-accent',
              depth === value ? 'bg-surface font-medium shadow-sm' : 'text-ink-muted hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="depth"
              value={depth}
              checked={depth === value}
              onChange={() => onChange(depth)}
              aria-describedby="depth-meaning"
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {DEPTH_LABELS[depth].label}
          </label>
        ))}
      </div>
      <p id="depth-meaning" className="text-ink-muted">
        {DEPTH_LABELS[value].meaning}
      </p>
    </fieldset>
  );
}
