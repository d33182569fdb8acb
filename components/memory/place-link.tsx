import Link from 'next/link';
import { clock } from '../format';

interface PlaceLinkProps {
  runId: string;
  title: string | null;
  startSeconds: number | null;
  /** The whole of the item around it is the target of a click. */
  fill?: boolean;
}

/** To the run and the second where something was said. */
export function PlaceLink({ runId, title, startSeconds, fill }: PlaceLinkProps) {
  const place = startSeconds === null ? '' : `?t=${Math.floor(startSeconds)}`;
  return (
    <Link
      href={`/runs/${runId}${place}`}
      prefetch={false}
      className={`font-medium text-sm hover:underline ${fill ? 'after:absolute after:inset-0' : ''}`}
    >
      <bdi>{title ?? 'Untitled'}</bdi>
      {startSeconds !== null && <span className="text-accent tabular-nums"> at {clock(startSeconds)}</span>}
    </Link>
  );
}
