/** The many addresses of one YouTube video or playlist, brought to one. */

const HOSTS = /^(?:(?:www|m|music|gaming)\.)?(?:youtube\.com|youtube-nocookie\.com)$/;
/** Two names of pages are as long as an id. */
const VIDEO_ID = /^(?!videoseries$|live_stream$)[\w-]{11}$/;
const LIST_ID = /^[\w-]{2,64}$/;
/** `youtube.com/shorts/ID` and its kin. */
const PATHS_WITH_ID = new Set(['shorts', 'embed', 'live', 'v', 'e', 'watch']);
/** Where in a video, how it was shared, what was searched: none of it names another item. */
const NOISE = new Set([
  'si',
  'feature',
  'pp',
  'ab_channel',
  't',
  'start',
  'time_continue',
  'app',
  'themerefresh',
  'gl',
  'hl',
  'cbrd',
  'ucbcb',
]);

function videoId(url: URL): string | null {
  const [first = '', second = ''] = url.pathname.split('/').filter((part) => part !== '');
  if (url.hostname === 'youtu.be') return VIDEO_ID.test(first) ? first : null;
  const named = first === 'watch' ? (url.searchParams.get('v') ?? second) : PATHS_WITH_ID.has(first) ? second : '';
  return VIDEO_ID.test(named) ? named : null;
}

/** isYouTube says whether a host is one of YouTube's. */
export function isYouTube(host: string): boolean {
  return host === 'youtu.be' || host === 'www.youtu.be' || HOSTS.test(host);
}

/**
 * unifyYouTube rewrites a URL of a YouTube host. A video within a list is the video, since that is what a person who pastes it looks at; a
 * list alone is the list; any other page (channel, handle) keeps its path. The query of such a page loses only what names nothing.
 */
export function unifyYouTube(given: URL): URL {
  const url = new URL(given);
  if (url.hostname === 'www.youtu.be') url.hostname = 'youtu.be';
  const video = videoId(url);
  if (video) return new URL(`https://www.youtube.com/watch?v=${video}`);
  const list = url.searchParams.get('list');
  const isListPage = /^\/(?:playlist|watch|embed\/videoseries|)\/?$/.test(url.pathname);
  if (list && isListPage && LIST_ID.test(list)) return new URL(`https://www.youtube.com/playlist?list=${list}`);
  if (url.hostname === 'youtu.be') return url;
  url.protocol = 'https:';
  url.port = '';
  url.hostname = 'www.youtube.com';
  for (const name of [...url.searchParams.keys()]) if (NOISE.has(name.toLowerCase())) url.searchParams.delete(name);
  return url;
}
