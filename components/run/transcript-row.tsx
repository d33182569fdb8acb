'use client';
import type { Ref } from 'react';
import type { Segment } from '@/lib/core/runs/content';
import { clock } from '../format';
import { cn } from '../ui/cn';
import { usePlayback } from './playback';
import { Marked } from './quote';

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
}

export function TranscriptRow({ ref, index, start, segment, words, isCurrent, isMatch }: TranscriptRowProps) {
  const { seek } = usePlayback();
  const { startSeconds, speaker, text } = segment;
  return (
    <li
      ref={ref}
      data-index={index}
      aria-current={isCurrent ? 'true' : undefined}
      style={{ transform: `translateY(${start}px)` }}
      className={cn(
        'absolute top-0 left-0 flex w-full gap-2 px-4 py-1.5 text-sm leading-6',
        isCurrent && 'bg-accent-soft',
        isMatch && 'outline-2 outline-accent -outline-offset-2',
      )}
    >
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
    </li>
  );
}
