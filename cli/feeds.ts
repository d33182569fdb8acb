import { formatTime } from '@/lib/core/alerts/words';
import type { AddFeedRequest } from '@/lib/core/feeds/requests';
import type { FeedDetailView, FeedListView, FeedView } from '@/lib/core/feeds/views';
import type { Depth } from '@/lib/core/runs/states';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { dim, say, sayJson, table, text } from './output';

interface Options {
  json?: boolean;
}

const time = (at: string) => formatTime(Date.parse(at), Date.now());
const pathOf = (id: string) => `/api/feeds/${encodeURIComponent(id)}`;

/** listFeeds shows what is watched. Returns the exit code: a feed that fails is a failure. */
export async function listFeeds({ json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().get<FeedListView>('/api/feeds');
  if (json) sayJson(wire);
  else if (view.feeds.length === 0) say('Nothing is watched yet. winnow feeds add URL begins.');
  else {
    table(
      ['ID', 'STATE', 'RUNS', 'WAITING', 'NEXT LOOK', 'WHAT'],
      view.feeds.map((feed) => [
        feed.id,
        feed.state,
        String(feed.taken),
        String(feed.waiting),
        feed.state === 'paused' ? '–' : time(feed.nextCheckAt),
        text(feed.error ? `${feed.title ?? feed.url} (${feed.error.title}: ${feed.error.message})` : (feed.title ?? feed.url)),
      ]),
    );
  }
  return view.feeds.some(({ state }) => state === 'failing') ? EXIT.failed : EXIT.ok;
}

export async function addFeed(
  url: string,
  options: Options & { depth: Depth; from?: string; newest: number; perDay: number },
): Promise<number> {
  const { json = false, depth, from, newest, perDay } = options;
  const request: AddFeedRequest = { url, depth, keep_newest: newest, daily_budget: perDay, ...(from ? { from_date: from } : {}) };
  const { view, wire } = await new ApiClient().post<FeedView>('/api/feeds', request);
  if (json) sayJson(wire);
  else say(`${text(view.url)} is watched as ${view.id}. The first look follows within seconds.`);
  return EXIT.ok;
}

/** showFeed shows one with its latest items. */
export async function showFeed(id: string, { json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().get<FeedDetailView>(pathOf(id));
  if (json) sayJson(wire);
  else {
    say(`${text(view.title ?? view.url)}: ${view.state}, ${view.takenInDay} of ${view.dailyBudget} runs in the last day`);
    if (view.error) say(`${view.error.title}: ${text(view.error.message)} ${view.error.advice}`);
    for (const { seenAt, state, title, url, note, runId } of view.items) {
      say(
        `${dim(time(seenAt))}  ${state.padEnd(7)}  ${text(title ?? url, 80)}${runId ? dim(`  ${runId}`) : ''}${note ? dim(`  ${text(note)}`) : ''}`,
      );
    }
  }
  return view.state === 'failing' ? EXIT.failed : EXIT.ok;
}

export async function actOnFeed(id: string, act: 'pause' | 'resume' | 'check', { json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().post<FeedDetailView>(`${pathOf(id)}/${act}`, {});
  if (json) sayJson(wire);
  else say(`${text(view.title ?? view.url)}: ${view.state}`);
  return EXIT.ok;
}

export async function removeFeed(id: string, { json = false }: Options): Promise<number> {
  const answer = (await (await new ApiClient().send(pathOf(id), { method: 'DELETE' })).json()) as unknown;
  if (json) sayJson(answer);
  else say('It is watched no longer; its runs stay.');
  return EXIT.ok;
}
