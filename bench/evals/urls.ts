/**
 * npm run eval -- urls --file F [--limit N]: each vector of the URL standard (fields id, input, base, and failure or href, protocol, hostname…) as it is written and
 * as the standard spells it, through POST /api/runs (url and callback_url), POST /api/feeds and POST /api/config/try, and with its base as a link in a feed.
 * What the standard refuses must be refused; what is taken must lead to the host that the standard names, and be stored as it was written.
 */
import { readFeed } from '@/lib/engines/acquire/feed/read';
import type { Measure } from '../run';
import { askJson } from '../support/ask';
import { atOnce } from '../support/at-once';
import { casesOf } from '../support/cases';
import { startDeployment } from '../support/deployment';
import { Outcomes, type Verdict, verdictOf } from '../support/outcomes';

interface Vector {
  id: string;
  input: string;
  base: string | null;
  failure?: boolean;
  href?: string;
}

/** What may be said of an address that is not taken. */
const REFUSALS = ['invalid_url', 'invalid_request', 'unsupported_scheme', 'forbidden_address', 'forbidden_port'];
const AT_ONCE = 6;
const PLAIN = 'https://valley.example/';

const measure: Measure = async (context) => {
  const vectors = casesOf(context, '{"id", "input", "base", "failure" or "href"}') as unknown as Vector[];
  const outcomes = new Outcomes();
  const deployment = await startDeployment({ LOG_LEVEL: 'fatal' }, { durable: false });
  try {
    const { port } = await deployment.startWeb();
    const act = async (vector: Vector) => {
      asLink(vector, outcomes);
      for (const { text, href } of spellings(vector)) await throughApi(vector.id, text, href, port, outcomes);
    };
    await atOnce(vectors, AT_ONCE, act, (done) => context.progress(`${done} of ${vectors.length}`));
  } finally {
    await deployment.close();
  }
  return { n: vectors.length, metrics: outcomes.metrics(), settings: { refusals: REFUSALS } };
};

/** Each with what it is by the standard; null where it is no URL. What needs a base is none for a person who hands it in. */
function spellings({ input, base, failure, href }: Vector): { text: string; href: string | null }[] {
  const asWritten =
    failure || base !== null ? { text: input, href: failure ? null : hrefAlone(input) } : { text: input, href: href ?? null };
  return href === undefined || href === input ? [asWritten] : [asWritten, { text: href, href }];
}

const hrefAlone = (text: string): string | null => (URL.canParse(text) ? new URL(text).href : null);

async function throughApi(id: string, text: string, href: string | null, port: number, outcomes: Outcomes): Promise<void> {
  const post = async (path: string, body: unknown) => verdictOf(await askJson(port, 'POST', path, body));
  const run = await post('/api/runs', { url: text });
  if (mayBeTaken(id, 'run', run, href, outcomes)) {
    const view = JSON.parse(run.body) as { url: string; source_host: string };
    const host = new URL(href ?? PLAIN).hostname.replace(/\.$/, '').replace(/^www\./, '');
    if (view.source_host !== host) outcomes.fail(id, 'run', `leads to ${view.source_host}`);
    else if (view.url !== text.trim()) outcomes.fail(id, 'run', `is stored as ${view.url}`);
    else outcomes.count('run', 'taken, as written, for its host');
  }
  const called = await post('/api/runs', { url: PLAIN, callback_url: text });
  if (mayBeTaken(id, 'callback', called, href, outcomes)) outcomes.count('callback', 'taken');
  const feed = await post('/api/feeds', { url: text });
  if (mayBeTaken(id, 'feed', feed, href, outcomes)) outcomes.count('feed', 'taken');
  const tried = await post('/api/config/try', { urls: [text] });
  if (mayBeTaken(id, 'try', tried, href, outcomes)) outcomes.count('try', 'taken');
}

/** True where a door took what it may take; all else is noted here. */
function mayBeTaken(
  id: string,
  door: string,
  verdict: Verdict,
  href: string | null,
  outcomes: Outcomes,
): verdict is Verdict & { kind: 'taken' } {
  if (verdict.kind === 'fault') outcomes.fail(id, door, verdict.problem);
  else if (verdict.kind === 'refused') {
    if (REFUSALS.includes(verdict.code)) outcomes.count(door, verdict.code);
    else outcomes.fail(id, door, `refused as ${verdict.code}`);
  } else if (href === null) outcomes.fail(id, door, 'took what is no URL');
  else if (!/^https?:$/.test(new URL(href).protocol)) outcomes.fail(id, door, `took ${new URL(href).protocol}`);
  else if (new URL(href).username || new URL(href).password) outcomes.fail(id, door, 'took a user name or password');
  else return true;
  return false;
}

/** A feed's link is resolved against the feed, and must lead where the standard says, or nowhere. */
function asLink({ id, input, base, failure, href }: Vector, outcomes: Outcomes): void {
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'A feed', items: [{ id: '1', url: input }] };
  const url = base ?? PLAIN;
  if (!/^https?:/.test(url)) return void outcomes.count('link', 'not on the web');
  const link = readFeed(JSON.stringify(feed), url, 10)?.entries[0]?.url ?? null;
  if (link === null) outcomes.count('link', 'leads nowhere');
  else if (failure || (href !== undefined && base !== null && link !== href)) outcomes.fail(id, 'link', `leads to ${link}`);
  else outcomes.count('link', 'leads where the standard says');
}

export default measure;
