/** A site whose articles hold strings: in the title, as author, in the description and amid the text. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StringSite {
  port: number;
  url(n: number): string;
  close(): Promise<void>;
}

export const BEFORE = 'The clerk read the note aloud';
export const AFTER = 'and laid it on the table again';

export async function startStringSite(texts: readonly string[]): Promise<StringSite> {
  const server = createServer((request, response) => {
    const n = Number(/^\/note\/(\d+)$/.exec(request.url ?? '')?.[1] ?? -1);
    if (!(n in texts)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(texts[n]!, n));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (n) => `http://127.0.0.1:${port}/note/${n}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An honest page: it escapes what it holds. */
function page(text: string, n: number): string {
  const held = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const filler = Array.from(
    { length: 8 },
    (_, i) => `<p>On day ${i + 1} of session ${n} the council heard ${12 + i} speakers on the water main, and put the decision off.</p>`,
  ).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${held}</title><meta property="og:title" content="${held}">
<meta name="author" content="${held}"><meta name="description" content="${held}"></head>
<body><article><h1>${held}</h1>${filler}<p>${BEFORE} ${held} ${AFTER}.</p>${filler}</article></body></html>`;
}
