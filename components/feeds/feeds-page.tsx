'use client';
import type { FeedListView } from '@/lib/core/feeds/views';
import { ListProblem } from '../alerts/page-foot';
import { useFeeds } from '../data/feeds';
import { count } from '../format';
import { Panel } from '../ui/panel';
import { AddFeed } from './add-feed';
import { FeedRow } from './feed-row';

/** What is watched, and does each of them still answer? Live. */
export function FeedsPage({ initial }: { initial: FeedListView }) {
  const reading = useFeeds(initial);
  const { feeds } = reading.data;
  const failing = feeds.filter(({ state }) => state === 'failing').length;
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="font-semibold text-2xl tracking-tight">Feeds</h1>
        <p aria-live="polite" className="text-ink-muted text-sm">
          {count(feeds.length, 'feed')} watched{failing > 0 && `, ${failing} failing`}
        </p>
      </div>
      <AddFeed />
      {reading.isError && <ListProblem error={reading.error} retry={() => void reading.refetch()} />}
      <Panel title="Watched">
        {feeds.length === 0 ? (
          <p className="mx-auto max-w-prose px-4 py-8 text-center text-ink-muted text-sm">
            Nothing is watched yet. Add the address of a podcast, a blog, a YouTube channel or a playlist: each new item becomes a run. In
            Discord, /watch add brings the results to the channel.
          </p>
        ) : (
          <ul className="divide-y divide-line">
            {feeds.map((feed) => (
              <FeedRow key={feed.id} feed={feed} />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
