/** Addresses whose content is behind a player that only yt-dlp's own extractors know: reading the page would give a menu at best. */

/** Host (any subdomain of it) and, where the host also has pages worth reading, the paths. */
const PLAYERS: { host: string; path?: RegExp }[] = [
  { host: 'youtube.com', path: /^\/(?!feeds\/)/ },
  { host: 'youtube-nocookie.com' },
  { host: 'youtu.be' },
  { host: 'vimeo.com' },
  { host: 'dailymotion.com' },
  { host: 'dai.ly' },
  { host: 'twitch.tv' },
  { host: 'kick.com' },
  { host: 'soundcloud.com' },
  { host: 'mixcloud.com' },
  { host: 'bandcamp.com', path: /^\/(?:track|album)\// },
  { host: 'podcasts.apple.com' },
  { host: 'tiktok.com' },
  { host: 'instagram.com', path: /^\/(?:p|reel|reels|tv)\// },
  { host: 'facebook.com', path: /^\/(?:watch|reel|share\/[vr]\/|[^/]+\/videos\/)/ },
  { host: 'fb.watch' },
  { host: 'x.com', path: /^\/[^/]+\/status\/|^\/i\/(?:spaces|broadcasts)\// },
  { host: 'twitter.com', path: /^\/[^/]+\/status\/|^\/i\/(?:spaces|broadcasts)\// },
  { host: 'ted.com', path: /^\/talks\/./ },
  { host: 'bilibili.com', path: /^\/(?:video|bangumi)\// },
  { host: 'nicovideo.jp', path: /^\/watch\// },
  { host: 'rumble.com', path: /^\/(?:v|embed)/ },
  { host: 'odysee.com', path: /^\/[@$]/ },
  { host: 'bitchute.com', path: /^\/video\// },
  { host: 'streamable.com' },
  { host: 'loom.com', path: /^\/(?:share|embed)\// },
  { host: 'archive.org', path: /^\/(?:details|embed)\// },
  { host: 'bbc.co.uk', path: /^\/(?:iplayer|sounds|programmes)\// },
  { host: 'arte.tv', path: /\/videos\// },
  { host: 'zdf.de', path: /\/(?:video|play)/ },
  { host: 'ardmediathek.de', path: /\/video\// },
  { host: 'v.redd.it' },
];

/** needsYtDlp says whether an address is a player's, by its host and path alone. */
export function needsYtDlp(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, pathname } = new URL(address);
  return PLAYERS.some(({ host, path }) => (hostname === host || hostname.endsWith(`.${host}`)) && (path?.test(pathname) ?? true));
}
