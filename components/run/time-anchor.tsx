'use client';
import { Play } from 'lucide-react';
import { clock } from '../format';
import { type Place, usePlayback } from './playback';

/** The second something was said at (an article: the paragraph); a click goes there. */
export function TimeAnchor({ place }: { place: Place }) {
  const { seek } = usePlayback();
  const isTimed = place.startSeconds !== null;
  const label = isTimed ? clock(place.startSeconds ?? 0) : `¶ ${place.segmentIndex + 1}`;
  return (
    <button
      type="button"
      onClick={() => seek(place)}
      aria-label={isTimed ? `Play from ${label}` : `Show paragraph ${place.segmentIndex + 1}`}
      className="inline-flex items-center gap-1 rounded bg-accent-soft px-1.5 py-0.5 align-baseline font-medium text-accent-strong text-xs tabular-nums hover:underline"
    >
      {isTimed && <Play aria-hidden className="size-2.5 fill-current" />}
      {label}
    </button>
  );
}
