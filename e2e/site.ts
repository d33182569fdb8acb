import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';

/** A small site of our own on loopback, so that the tests submit real addresses and nothing leaves the machine. */

/** A title as nobody should have one: markup, a direction override, right-to-left letters, a word without end. */
export const HOSTILE_TITLE = `<img src=x onerror="document.title='owned'"> \u202Eshalom \u05E9\u05DC\u05D5\u05DD ${'W'.repeat(150)}`;

const FERRY = [
  'The ferry between Westport and Saint Orla made its last evening crossing on the third of March. For ninety one years the boat had left the quay at a quarter past eight, in every season, with room for forty passengers and six cars.',
  'The company says that the decision was about money. In 2024 the evening crossing carried eleven passengers on an average day, and each of them cost the company fourteen pounds more than the fare. The council paid half of that difference until January, when it cut its transport budget by two million pounds.',
  'Islanders say that the figures miss the point. Margaret Doyle, who has run the chemist in Saint Orla since 1998, told a meeting in the parish hall that nobody counts the people who stay on the mainland because they cannot come home. "A road that closes at seven is not a road," she said.',
  'The harbour master, Thomas Reid, disagrees. He argues that the evening boat was kept alive by habit, and that a smaller boat on request would serve the island better. According to a survey that the port published last autumn, seven in ten islanders had not used the evening crossing in the month before.',
  'A group of residents has offered to run the service themselves. They have collected one hundred and twelve thousand pounds, which would pay for a second-hand boat with twelve seats. The maritime office has to approve the crew before the first of June, or the licence for the route goes back to the government.',
  'The council will vote on the plan on the nineteenth. If it agrees, the evening crossing could return before the summer, three times a week at first. If it does not, the lamp on the quay, which the harbour has lit at dusk since 1934, will stay dark for the first time in peace.',
];

/** Speaks of some of the same people, and of one figure otherwise. */
const HARBOUR = [
  'Thomas Reid, the harbour master of Westport, has presented his plan for a smaller boat on request. It would carry twelve passengers, leave whenever four people have asked for it, and cost the council forty thousand pounds a year.',
  'In 2024 the evening crossing carried thirty passengers on an average day, says Margaret Doyle, who counted them herself from the window of her chemist in Saint Orla. She keeps the numbers in a school book and shows it to everybody who asks.',
  'Thomas Reid doubts the school book. The harbour office counts tickets, he says, and a ticket is sold once, while a neighbour may wave from the quay on most evenings. The two of them have agreed to count together through the month of May.',
  'The council of Westport will hear both on the nineteenth. Its clerk has asked Margaret Doyle to bring the book, and Thomas Reid to bring the tickets, so that whoever votes on the boat has seen the same figures as everybody else.',
];

const STRANGE = [
  'This paragraph says <script>document.title = "owned"</script> and <b>bold</b>, and means every sign of it. The council of Westport has approved the plan of the harbour with twelve votes to four, and the work will cost nine million pounds over two years.',
  `${'Supercalifragilistic'.repeat(12)} is a word that ends somewhere. The engineers counted three hundred and forty such words in the report of 2023, and nobody has read all of them aloud.`,
  '\u0645\u0631\u062D\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 stands at the gate of the old port, where ships from Saint Orla used to land. The museum says that the letters were painted in 1911 and renewed twice, the last time with money from the lottery.',
  'The harbour office keeps the list of names in a drawer, and the drawer is locked with two keys. One of them is with the master and the other with the clerk, who must both be present whenever the list is read to visitors in the summer months.',
];

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function article(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body><nav><a href="/">Home</a></nav><main><article><h1>${escapeHtml(title)}</h1>${body}</article></main></body></html>`;
}

/** A feed of one item. */
const feed = () => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Westport news</title><link>${siteUrl('/')}</link><description>News of the harbour</description>
<item><title>A boat on request</title><link>${siteUrl('/harbour')}</link><guid>harbour</guid><pubDate>${new Date().toUTCString()}</pubDate></item>
</channel></rss>`;

type Page = (response: ServerResponse) => void;

const html =
  (text: string): Page =>
  (response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);

const PAGES: Readonly<Record<string, Page>> = {
  '/ferry': html(article('The last ferry to Saint Orla', FERRY)),
  '/harbour': html(article('A boat on request', HARBOUR)),
  '/feed.xml': (response) => response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed()),
  '/hostile': html(article(HOSTILE_TITLE, STRANGE)),
  '/announcement.ogg': (response) =>
    response.writeHead(200, { 'content-type': 'audio/ogg' }).end(readFileSync(join(import.meta.dirname, '../samples/platform-change.ogg'))),
};

/** openSite listens on a port of loopback; whatever it does not have is 404. */
export function openSite(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const page = Object.hasOwn(PAGES, path) ? PAGES[path] : undefined;
    if (page) page(response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** sitePort is the loopback port that the Winnow under test may fetch from: the one it was started with in WINNOW_ALLOW_HOSTS. */
export function sitePort(): number {
  const port = /(?:^|,)\s*127\.0\.0\.1:(\d+)/.exec(process.env.WINNOW_ALLOW_HOSTS ?? '')?.[1];
  if (!port) throw new Error('Start Winnow and the tests with WINNOW_ALLOW_HOSTS=127.0.0.1:PORT, a free port for the site of the tests.');
  return Number(port);
}

/** siteUrl is the address of a page of the site. */
export function siteUrl(path: string): string {
  return `http://127.0.0.1:${sitePort()}${path}`;
}
