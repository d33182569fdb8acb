import type { Metadata } from 'next';
import { FeedsPage } from '@/components/feeds/feeds-page';
import { readFeeds } from '@/lib/intake/feeds';

export const metadata: Metadata = { title: 'Feeds' };

export default async function Page() {
  return (
    <div className="mx-auto max-w-5xl">
      <FeedsPage initial={await readFeeds()} />
    </div>
  );
}
