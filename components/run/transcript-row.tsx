'use client';
import type { Ref } from 'react';
import type { Segment } from '@/lib/core/runs/content';
import type { Stretch } from '@/lib/core/runs/rounds';
import { clock } from '../format';
import { cn } from '../ui/cn';
import { usePlayback } from './playback';
import { Marked } from './quote';
import { UnheardGap } from './unheard-gap';

interface TranscriptRowProps {
  ref: Ref<HTMLLIElement>;
  index: number;
  /** Offset of the row in the list, in pixels. */
  start: number;
  segment: Segment;
  /** Search words to mark; empty = none. */
  words: string;
  isCurrent: boolean;
  isMatch: boolean;
  /** What was not heard before this segment, and after it where it is the last. */
  gapsBefore?: readonly Stretch[];
  gapsAfter?: readonly Stretch[];
}

export function TranscriptRow({ ref, index, start, segment, words, isCurrent, isMatch, gapsBefore, gapsAfter }: TranscriptRowProps) {
  const { seek } = usePlayback();
  const { startSeconds, speaker, text } = segment;
  return (
    <li
      ref={ref}
      data-index={index}
      aria-current={isCurrent ? 'true' : undefined}
      style={{ transform: `translateY(${start}px)` }}
      className="absolute top-0 left-0 w-full text-sm leading-6"
    >
      {gapsBefore?.map((gap) => (
        <UnheardGap key={gap.startSeconds} gap={gap} />
      ))}
      <div className={cn('flex gap-2 px-4 py-1.5', isCurrent && 'bg-accent-soft', isMatch && 'outline-2 outline-accent -outline-offset-2')}>
        {startSeconds !== null && (
          <button
            type="button"
            onClick={() => seek({ segmentIndex: index, startSeconds })}
            aria-label={`Play from ${clock(startSeconds)}`}
            className="w-14 shrink-0 self-start rounded text-left text-accent text-xs tabular-nums leading-6 hover:underline"
          >
            {clock(startSeconds)}
          </button>
        )}
        <p dir="auto" className="min-w-0">
          {speaker && (
            <bdi className="font-medium">
              {speaker}
              {': '}
            </bdi>
          )}
          <Marked text={text} words={words} />
        </p>
      </div>
      {gapsAfter?.map((gap) => (
        <UnheardGap key={gap.startSeconds} gap={gap} />
      ))}
    </li>
  );
}
