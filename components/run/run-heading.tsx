import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { RunDetailView } from '@/lib/core/runs/views';
import { clock, count } from '../format';
import { titleOf } from '../runs/title';
import { TimeAgo } from '../ui/time-ago';
import { DEPTH_LABELS, MEDIA_LABELS } from '../words';

/** What the item is: title, source, kind, length. */
export function RunHeading({ run }: { run: RunDetailView }) {
  const { metadata } = run;
  return (
    <div className="min-w-0 space-y-1.5">
      <h1 className="line-clamp-4 font-semibold text-2xl leading-8 tracking-tight">
        <bdi>{titleOf(run)}</bdi>
      </h1>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-sm tabular-nums">
        <SourceLink url={metadata?.pageUrl ?? run.url} host={run.sourceHost} />
        {run.mediaKind && <span>{MEDIA_LABELS[run.mediaKind].label}</span>}
        {run.durationSeconds !== null && <span>{clock(run.durationSeconds)} long</span>}
        {metadata?.author && (
          <span className="max-w-full truncate">
            by <bdi>{metadata.author}</bdi>
          </span>
        )}
        {metadata?.publishedAt && <span>published {metadata.publishedAt.slice(0, 10)}</span>}
        <span>
          submitted <TimeAgo at={run.createdAt} />
        </span>
        {run.depth !== 'auto' && <span>depth: {DEPTH_LABELS[run.depth].label.toLowerCase()}</span>}
        <Link href="/tuning#history" prefetch={false} className="text-accent underline-offset-2 hover:underline">
          {run.kind === 'tryout' ? `a try: draft of version ${run.configVersion}` : `config version ${run.configVersion}`}
        </Link>
        {run.subscriberCount > 1 && <span>asked for {count(run.subscriberCount, 'time')}</span>}
      </p>
    </div>
  );
}

/** Only web addresses become links; a sample has none. */
function SourceLink({ url, host }: { url: string; host: string }) {
  if (!/^https?:\/\//i.test(url)) return <span>{host}</span>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      className="inline-flex items-center gap-1 text-accent underline-offset-2 hover:underline"
    >
      {host}
      <ExternalLink aria-hidden className="size-3.5" />
      <span className="sr-only">(opens the source in a new tab)</span>
    </a>
  );
}
