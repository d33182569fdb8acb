/**
 * npm run eval -- strings --file F [--limit N]: each string (fields id, text), and some that no such list has, in every text field: sent to the API and read back from
 * PostgreSQL through it; and as title, author, description and body of an article that runs through the pipeline, read back as run, downloads and
 * page. Each field must refuse it with a reason or give back what was visible of it; on the page it must be text, and in the log one line.
 */
import type { Measure } from '../run';
import { casesOf } from '../support/cases';
import { startDeployment } from '../support/deployment';
import { Outcomes } from '../support/outcomes';
import { throughFields } from './strings/fields';
import { forgedLines } from './strings/log';
import { OWN_STRINGS } from './strings/own';
import { throughPipeline } from './strings/pipeline';
import { startStringSite } from './strings/site';

const measure: Measure = async (context) => {
  const cases = [...casesOf(context, '{"id", "text"}').map(({ id, text }) => ({ id: String(id), text: String(text) })), ...OWN_STRINGS];
  const outcomes = new Outcomes();
  const site = await startStringSite(cases.map(({ text }) => text));
  const deployment = await startDeployment({ WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}`, LOG_LEVEL: 'info' }, { durable: false });
  try {
    const { port } = await deployment.startWeb();
    deployment.startWorker();
    for (const [index, one] of cases.entries()) {
      await throughFields(one, port, outcomes);
      if (index % 50 === 49) context.progress(`${index + 1} of ${cases.length} in fields`);
    }
    await throughPipeline(cases, site, port, outcomes, context.progress);
    for (const line of forgedLines(deployment.logFile, cases)) outcomes.fail('log', 'log', line);
  } finally {
    await deployment.close();
    await site.close();
  }
  return { n: cases.length, metrics: outcomes.metrics(), settings: { own_strings: OWN_STRINGS.length } };
};

export default measure;
