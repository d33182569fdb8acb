/** Strings as content: what of them comes out of the pipeline, in the API's answers, in downloads and on the page. */
import { parseHTML } from 'linkedom';
import { ask, askJson } from '../../support/ask';
import { type Outcomes, verdictOf } from '../../support/outcomes';
import { waitForRuns } from '../../support/runs';
import { isShownAs, visible } from './shown';
import { AFTER, BEFORE, type StringSite } from './site';

const DOWNLOADS = ['transcript.txt', 'transcript.json', 'transcript.vtt', 'transcript.srt', 'report.md'];

export async function throughPipeline(
  cases: readonly { id: string; text: string }[],
  site: StringSite,
  port: number,
  outcomes: Outcomes,
  progress: (message: string) => void,
): Promise<void> {
  const runIds: string[] = [];
  for (const n of cases.keys()) {
    const verdict = verdictOf(await askJson(port, 'POST', '/api/runs', { url: site.url(n) }));
    if (verdict.kind !== 'taken') throw new Error(`the article was not taken: ${JSON.stringify(verdict)}`);
    runIds.push((JSON.parse(verdict.body) as { id: string }).id);
  }
  const ended = new Map((await waitForRuns(runIds, (left) => progress(`${left} runs left`))).map((run) => [run.id, run]));
  for (const [n, { id, text }] of cases.entries()) {
    const { state, errorCode, errorMessage } = ended.get(runIds[n]!)!;
    if (state === 'finished') await readBack(id, text, runIds[n]!, port, outcomes);
    else outcomes.fail(id, 'pipeline', `${errorCode}: ${errorMessage}`);
  }
}

async function readBack(id: string, text: string, runId: string, port: number, outcomes: Outcomes): Promise<void> {
  const read = async (path: string): Promise<string | null> => {
    const verdict = verdictOf(await ask(port, { method: 'GET', path }));
    if (verdict.kind === 'taken') return verdict.body;
    outcomes.fail(id, path.replace(runId, '{id}'), verdict.kind === 'fault' ? verdict.problem : verdict.code);
    return null;
  };
  const view = JSON.parse((await read(`/api/runs/${runId}`)) ?? '{}') as { title?: string | null };
  const title = view.title ?? '';
  if (isShownAs(title, text, true)) outcomes.count('title', visible(text) === '' ? 'nothing to show' : 'as it shows');
  else outcomes.fail(id, 'title', `${JSON.stringify(text.slice(0, 60))} became ${JSON.stringify(title.slice(0, 60))}`);

  for (const file of DOWNLOADS) {
    const body = await read(`/api/runs/${runId}/${file}`);
    if (body === null) continue;
    const problem = file === 'transcript.txt' ? sentenceProblem(body, text) : file === 'transcript.json' ? jsonProblem(body) : null;
    if (problem) outcomes.fail(id, file, problem);
    else outcomes.count(file, 'as it shows');
  }
  const page = await read(`/runs/${runId}`);
  if (page !== null) judgePage(id, page, title, outcomes);
}

/** The sentence that holds the string, in the text that was taken from the page. */
function sentenceProblem(transcript: string, text: string): string | null {
  // A long one is parted into paragraphs.
  const flat = visible(transcript);
  return flat.includes(visible(`${BEFORE} ${text} ${AFTER}.`)) ? null : 'the transcript does not hold it';
}

function jsonProblem(body: string): string | null {
  const { segments } = JSON.parse(body) as { segments?: unknown[] };
  return segments?.length ? null : 'the transcript has no segments';
}

const EVENT_ATTRIBUTE = /^on/i;
const FOREIGN = 'iframe, object, embed, base, applet, meta[http-equiv="refresh" i], form[action^="http"], link[rel="import"]';

/** What a stranger wrote must be text on the page: no element, attribute or address of its own. */
function judgePage(id: string, html: string, title: string, outcomes: Outcomes): void {
  const { document } = parseHTML(html);
  const problems = [
    ...[...document.querySelectorAll(FOREIGN)].map((element) => `<${element.localName}>`),
    ...[...document.querySelectorAll('script')].filter((script) => !script.hasAttribute('nonce')).map(() => 'a script without a nonce'),
    ...[...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].filter(({ name }) => EVENT_ATTRIBUTE.test(name)).map(({ name }) => `${element.localName} ${name}`),
    ),
    ...[...document.querySelectorAll('[href], [src]')]
      .map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '')
      .filter((address) => /^\s*(?:javascript|data|vbscript):/i.test(address)),
  ];
  const heading = document.querySelector('h1')?.textContent ?? '';
  if (title !== '' && !isShownAs(heading, title, true)) problems.push(`the heading is ${JSON.stringify(heading.slice(0, 60))}`);
  if (problems.length > 0) outcomes.fail(id, 'page', problems.slice(0, 3).join('; '));
  else outcomes.count('page', 'as text');
}
