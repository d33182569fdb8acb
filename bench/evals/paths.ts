/**
 * npm run eval -- paths --file F [--limit N]: path traversals and XML with external entities (fields id, kind, text). A traversal is put, unescaped, behind the routes
 * that read files or ids; is the name of a sample, and of a file that is fetched (in its address and its Content-Disposition); and is in records
 * before `winnow report` and `winnow config export` write files. XML, and documents of our own, is served as a feed, a page and captions. Nothing may read or
 * write a file but its own, connect to the canary that the documents name, end in a server error or hang.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure } from '../run';
import { casesOf } from '../support/cases';
import { startDeployment } from '../support/deployment';
import { Outcomes } from '../support/outcomes';
import { startCanary } from './paths/canary';
import { OWN_DOCUMENTS } from './paths/documents';
import { throughDownloads } from './paths/downloads';
import { throughReports } from './paths/reports';
import { throughRoutes } from './paths/routes';
import { startFileSite } from './paths/site';

const measure: Measure = async (context) => {
  const cases = casesOf(context, '{"id", "kind", "text"}').map(({ id, kind, text }) => ({
    id: String(id),
    kind: String(kind),
    text: String(text),
  }));
  const traversals = cases.filter(({ kind }) => kind === 'path-traversal');
  const canary = await startCanary();
  const documents = [...cases.filter(({ kind }) => kind === 'xxe'), ...OWN_DOCUMENTS].map(({ id, text }) => ({
    id,
    text: canary.lead(text),
  }));
  const outcomes = new Outcomes();
  const site = await startFileSite(documents.map(({ text }) => text));
  const out = mkdtempSync(join(tmpdir(), 'winnow-eval-paths-'));
  const deployment = await startDeployment({ WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}`, LOG_LEVEL: 'fatal' }, { durable: false });
  try {
    const { port } = await deployment.startWeb();
    deployment.startWorker();
    for (const one of traversals) await throughRoutes(one, port, outcomes);
    context.progress(`${traversals.length} behind routes`);
    await throughDownloads({ traversals, documents }, site, port, outcomes, context.progress);
    await throughReports(traversals, port, out, outcomes);
    if (canary.hits() > 0) outcomes.fail('canary', 'documents', `${canary.hits()} connections`);
  } finally {
    await deployment.close();
    await Promise.all([site.close(), canary.close()]);
    rmSync(out, { recursive: true, force: true });
  }
  const settings = { traversals: traversals.length, documents: documents.length };
  return { n: traversals.length + documents.length, metrics: { ...outcomes.metrics(), canary_hits: canary.hits() }, settings };
};

export default measure;
