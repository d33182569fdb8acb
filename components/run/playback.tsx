'use client';
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import type { Span } from '@/lib/core/runs/content';
import { segmentAt } from './segment-at';

/** A place in the item: what a click on a timestamp names. */
export type Place = Pick<Span, 'segmentIndex' | 'startSeconds'>;

/**
 * Playback joins player and transcript: it knows the media element, the segments' starts, and which segment is the current one. It lives outside React's
 * state because the time moves several times a second, and only the transcript cares.
 */
class Playback {
  #media: HTMLMediaElement | null = null;
  #starts: readonly (number | null)[] = [];
  #current = -1;
  #startAt: number | null;
  /** Whether a link named a place to open at. */
  readonly opensAtPlace: boolean;
  readonly #listeners = new Set<() => void>();
  readonly #seekListeners = new Set<() => void>();

  /** `startAt`: seconds to open at, from the page's address. */
  constructor(startAt: number | null) {
    this.#startAt = startAt;
    this.opensAtPlace = startAt !== null;
  }

  /** Ref of the media element. */
  readonly attach = (media: HTMLMediaElement | null) => {
    if (!media) return;
    this.#media = media;
    const follow = () => this.#moveTo(segmentAt(this.#starts, media.currentTime));
    const open = () => {
      if (this.#startAt !== null) media.currentTime = this.#startAt;
    };
    media.addEventListener('timeupdate', follow);
    media.addEventListener('loadedmetadata', open, { once: true });
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) open();
    return () => {
      media.removeEventListener('timeupdate', follow);
      media.removeEventListener('loadedmetadata', open);
      this.#media = null;
    };
  };

  get hasPlayer(): boolean {
    return this.#media !== null;
  }

  setSegments(starts: readonly (number | null)[]): void {
    this.#starts = starts;
    if (this.#startAt !== null) this.#moveTo(segmentAt(starts, this.#startAt));
  }

  /** Goes to a place: the transcript shows it and the player, where there is one, plays on from it. */
  readonly seek = ({ segmentIndex, startSeconds }: Place) => {
    this.#startAt = null;
    for (const listener of this.#seekListeners) listener();
    this.#moveTo(segmentIndex);
    if (!this.#media || startSeconds === null) return;
    this.#media.currentTime = startSeconds;
    // Refused where the browser wants another gesture first: then it stands at the right second, paused.
    this.#media.play().catch(() => undefined);
  };

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls back at each seek; returns the way to stop that. */
  onSeek(listener: () => void): () => void {
    this.#seekListeners.add(listener);
    return () => this.#seekListeners.delete(listener);
  }

  readonly current = () => this.#current;

  #moveTo(segment: number): void {
    if (segment === this.#current) return;
    this.#current = segment;
    for (const listener of this.#listeners) listener();
  }
}

const PlaybackContext = createContext<Playback | null>(null);

export function PlaybackProvider({ startAt, children }: { startAt: number | null; children: ReactNode }) {
  const [playback] = useState(() => new Playback(startAt));
  return <PlaybackContext value={playback}>{children}</PlaybackContext>;
}

export function usePlayback(): Playback {
  const playback = useContext(PlaybackContext);
  if (!playback) throw new Error('usePlayback outside of PlaybackProvider');
  return playback;
}

/** useCurrentSegment is the index of the segment being said or last gone to; −1 = none. */
export function useCurrentSegment(): number {
  const playback = usePlayback();
  return useSyncExternalStore(playback.subscribe, playback.current, () => -1);
}
