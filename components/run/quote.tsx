import type { Span } from '@/lib/core/runs/content';
import { splitAt } from './split-at';
import { TimeAnchor } from './time-anchor';

/** Words as they stand in the transcript, with the way there; `cue` is marked in them. */
export function Quote({ span, cue }: { span: Span; cue?: string }) {
  return (
    <blockquote className="border-line border-l-2 pl-3 text-ink-muted text-sm leading-6">
      <q dir="auto">
        <Marked text={span.quote} words={cue ?? ''} />
      </q>{' '}
      <TimeAnchor place={span} />
    </blockquote>
  );
}

/** Marks every occurrence of some words in a text, whatever their case. */
export function Marked({ text, words }: { text: string; words: string }) {
  return splitAt(text, words).map(({ part, isMatch, at }) => (isMatch ? <mark key={at}>{part}</mark> : <span key={at}>{part}</span>));
}
