import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seededRandom } from './random';

export interface ArticleSite {
  port: number;
  /** Address of the n-th article; each is another text. */
  url(n: number): string;
  close(): Promise<void>;
}

const SUBJECTS = [
  'The harbour board',
  'A team of geologists',
  'The city council',
  'Volunteers',
  'The orchestra',
  'Two engineers',
  'The school',
  'Farmers in the valley',
];
const VERBS = ['reported', 'measured', 'rejected', 'proposed', 'repaired', 'counted', 'studied', 'opened'];
const OBJECTS = [
  'a new bridge over the river',
  'the old water main',
  'a plan for 40 kilometres of cycle paths',
  'the tide gauge',
  'three thousand saplings',
  'the night train',
];
const TAILS = [
  'after a year of work',
  'although costs rose by 12 percent',
  'because the winter was mild',
  'while neighbours objected',
  'before the spring floods',
  'at a cost of 2.4 million',
];

/** startArticleSite serves as many distinct short articles (about 400 words) as are asked for, on loopback. */
export async function startArticleSite(): Promise<ArticleSite> {
  const server = createServer((request, response) => {
    const n = Number(/^\/article\/(\d+)$/.exec(request.url ?? '')?.[1] ?? -1);
    if (n < 0) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(n));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (n) => `http://127.0.0.1:${port}/article/${n}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function page(n: number): string {
  const random = seededRandom(n + 1);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)]!;
  // The number makes every sentence of every article another one: what engines keep of one run must not help the next.
  let sentences = 0;
  const sentence = () => `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} ${pick(TAILS)}, says entry ${n}.${++sentences}.`;
  const paragraph = () => `<p>${Array.from({ length: 6 }, sentence).join(' ')}</p>`;
  const title = `Notes from the valley, number ${n}`;
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${Array.from({ length: 5 }, paragraph).join('')}</article></body></html>`;
}
