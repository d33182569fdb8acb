'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine, ChevronDown, ChevronUp, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Segment } from '@/lib/core/runs/content';
import type { Stretch } from '@/lib/core/runs/rounds';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { ScrollBox } from '../ui/scroll-box';
import { gapsBefore } from './gaps';
import { useCurrentSegment, usePlayback } from './playback';
import { TranscriptRow } from './transcript-row';
import { matchesIn, stepMatch } from './transcript-search';

/** Up to here all rows are in the page, so that find-in-page and screen readers have the whole text. */
const VIRTUAL_FROM = 300;
const ESTIMATED_ROW_PX = 56;

interface TranscriptViewProps {
  segments: readonly Segment[];
  /** What is missing between them. */
  unheard: readonly Stretch[];
  name: string;
}

/** The words, searchable; follows what is played until the reader scrolls away. */
export function TranscriptView({ segments, unheard, name }: TranscriptViewProps) {
  const playback = usePlayback();
  const current = useCurrentSegment();
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const [words, setWords] = useState('');
  const [match, setMatch] = useState(-1);
  const gaps = useMemo(() => gapsBefore(segments, unheard), [segments, unheard]);
  const matches = useMemo(() => matchesIn(segments, words), [segments, words]);
  const rows = useVirtualizer({
    count: segments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    overscan: segments.length < VIRTUAL_FROM ? VIRTUAL_FROM : 10,
  });

  useEffect(() => playback.setSegments(segments.map((segment) => segment.startSeconds)), [playback, segments]);
  const showCurrent = useEffectEvent(() => {
    if (current >= 0 && current < segments.length && isFollowing) rows.scrollToIndex(current, { align: 'center' });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what the effect reacts to.
  useEffect(showCurrent, [current, segments, isFollowing]);
  useEffect(() => {
    const bringIntoView = () => scroller.current?.scrollIntoView({ block: 'nearest' });
    if (playback.opensAtPlace) bringIntoView();
    return playback.onSeek(() => {
      // A click on a timestamp is a wish to see it, wherever the reader had scrolled to; with a player, hearing it is enough.
      setFollowing(true);
      if (!playback.hasPlayer) bringIntoView();
    });
  }, [playback]);

  const step = (by: 1 | -1) => {
    const next = stepMatch(match, by, matches.length);
    setMatch(next);
    setFollowing(false);
    if (next >= 0) rows.scrollToIndex(matches[next] ?? 0, { align: 'center' });
  };

  return (
    <>
      <TranscriptTools
        name={name}
        words={words}
        onWords={(text) => {
          setWords(text);
          setMatch(-1);
        }}
        status={words.trim() === '' ? '' : matches.length === 0 ? 'none' : `${match + 1} of ${matches.length}`}
        onStep={step}
        isFollowing={isFollowing}
        onFollow={() => setFollowing(true)}
      />
      <ScrollBox
        ref={scroller}
        aria-label="Words"
        onWheel={() => setFollowing(false)}
        onTouchMove={() => setFollowing(false)}
        className="min-h-0 flex-1 overscroll-contain"
      >
        <ol className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => (
            <TranscriptRow
              key={index}
              ref={rows.measureElement}
              index={index}
              start={start}
              segment={segments[index]!}
              words={words.trim()}
              isCurrent={index === current}
              isMatch={index === matches[match]}
              gapsBefore={gaps.get(index)}
              gapsAfter={index === segments.length - 1 ? gaps.get(segments.length) : undefined}
            />
          ))}
        </ol>
      </ScrollBox>
    </>
  );
}

interface TranscriptToolsProps {
  name: string;
  words: string;
  onWords: (words: string) => void;
  status: string;
  onStep: (by: 1 | -1) => void;
  isFollowing: boolean;
  onFollow: () => void;
}

function TranscriptTools({ name, words, onWords, status, onStep, isFollowing, onFollow }: TranscriptToolsProps) {
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onStep(event.shiftKey ? -1 : 1);
  };
  return (
    <div className="flex items-center gap-1 border-line border-b px-2 py-1.5">
      <div className="relative min-w-0 grow">
        <Search aria-hidden className="absolute top-2 left-2 size-4 text-ink-faint" />
        <input
          type="search"
          aria-label={`Search in the ${name}`}
          placeholder={`Search in the ${name}`}
          value={words}
          onChange={(event) => onWords(event.target.value)}
          onKeyDown={keys}
          className={cn(FIELD_STYLE, 'h-8 w-full border-transparent bg-transparent pl-8')}
        />
      </div>
      <span role="status" className="shrink-0 text-ink-muted text-xs tabular-nums">
        {status}
      </span>
      {words.trim() !== '' && (
        <>
          <Button variant="ghost" size="icon" className="size-8" aria-label="Previous match" onClick={() => onStep(-1)}>
            <ChevronUp aria-hidden />
          </Button>
          <Button variant="ghost" size="icon" className="size-8" aria-label="Next match" onClick={() => onStep(1)}>
            <ChevronDown aria-hidden />
          </Button>
        </>
      )}
      {!isFollowing && (
        <Button variant="ghost" onClick={onFollow}>
          <ArrowDownToLine aria-hidden />
          Follow
        </Button>
      )}
    </div>
  );
}
