/** The one host that is open, and everything it serves leads elsewhere: to a canary on this machine, to private networks, to the metadata service. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostileSite {
  port: number;
  article: string;
  urls: string[];
  callbacks: string[];
  close(): Promise<void>;
}

const INWARD = ['http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/', 'http://[::1]/', 'http://localhost/', 'http://127.0.0.2/'];

export async function startHostileSite(canaryPort: number): Promise<HostileSite> {
  const canary = `http://127.0.0.1:${canaryPort}/canary`;
  const targets = [canary, ...INWARD];
  const pages: Record<string, { type: string; body: string }> = {
    '/article': { type: 'text/html', body: page('') },
    '/page': { type: 'text/html', body: page(leading(canary)) },
    '/feed': { type: 'application/rss+xml', body: feed(targets) },
    '/list.m3u8': {
      type: 'application/vnd.apple.mpegurl',
      body: `#EXTM3U\n#EXTINF:10,\n${targets.join('\n#EXTINF:10,\n')}\n#EXT-X-ENDLIST\n`,
    },
    '/dash.mpd': { type: 'application/dash+xml', body: `<MPD><Period><BaseURL>${canary}</BaseURL></Period></MPD>` },
    '/captions.vtt': { type: 'text/vtt', body: `WEBVTT\n\n00:00.000 --> 00:02.000\n${canary}\n` },
    '/drawing.svg': { type: 'image/svg+xml', body: `<svg xmlns="http://www.w3.org/2000/svg"><image href="${canary}"/></svg>` },
  };
  const listener: RequestListener = (request, response) => {
    const moved = /^\/(?:to|hook)\/(\d+)$/.exec(request.url ?? '')?.[1];
    const found = pages[request.url ?? ''];
    if (moved && targets[Number(moved)])
      response.writeHead(request.url!.startsWith('/hook') ? 307 : 302, { location: targets[Number(moved)] }).end();
    else if (found) response.writeHead(200, { 'content-type': found.type }).end(found.body);
    else response.writeHead(404).end();
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const own = (path: string) => `http://127.0.0.1:${port}${path}`;
  return {
    port,
    article: own('/article'),
    urls: [...Object.keys(pages).map(own), ...targets.map((_, i) => own(`/to/${i}`)), ...targets],
    callbacks: [own('/article'), ...targets.map((_, i) => own(`/hook/${i}`)), ...targets],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function page(more: string): string {
  const text = Array.from(
    { length: 12 },
    (_, i) => `<p>On day ${i + 1} the council heard ${i + 10} speakers on the water main and put it off.</p>`,
  );
  return `<!doctype html><html lang="en"><head><title>The council</title>${more}</head><body><article><h1>The council</h1>${text.join('')}</article></body></html>`;
}

/** All that a page can name for others to fetch. */
function leading(to: string): string {
  return `<link rel="alternate" type="application/rss+xml" href="${to}"><link rel="alternate" type="application/json+oembed" href="${to}">
<link rel="icon" href="${to}"><link rel="canonical" href="${to}"><meta property="og:video" content="${to}"><meta property="og:audio" content="${to}">
<meta property="og:image" content="${to}"><meta http-equiv="refresh" content="0;url=${to}"><base href="${to}">
<script type="application/ld+json">{"@type":"VideoObject","contentUrl":"${to}","embedUrl":"${to}","transcript":"${to}"}</script>
<img src="${to}"><iframe src="${to}"></iframe><video src="${to}"><track src="${to}" kind="captions" srclang="en"></video>`;
}

function feed(targets: readonly string[]): string {
  const items = targets.map(
    (to, i) =>
      `<item><title>Item ${i}</title><link>${to}</link><enclosure url="${to}" type="audio/mpeg" length="1"/><podcast:transcript url="${to}" type="text/vtt"/><podcast:chapters url="${to}" type="application/json+chapters"/></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Inward</title>${items.join('')}</channel></rss>`;
}
