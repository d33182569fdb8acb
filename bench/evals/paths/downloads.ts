/** Files by hostile names and hostile documents, through the pipeline: what is written where, and what of this machine comes out. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ask, askJson } from '../../support/ask';
import { type Outcomes, verdictOf } from '../../support/outcomes';
import { waitForRuns } from '../../support/runs';
import { leaked } from './secrets';
import { type FileSite, SHAPES, type Shape } from './site';

interface Case {
  id: string;
  text: string;
}

/** Where a worker may write, in its data folder. */
const OWN_FILES = /^(?:media\/[0-9a-f-]{36}\/(?:media|audio)[\w.-]*|feeds\/|processes\.log$)/;

export async function throughDownloads(
  { traversals, documents }: { traversals: readonly Case[]; documents: readonly Case[] },
  site: FileSite,
  port: number,
  outcomes: Outcomes,
  progress: (message: string) => void,
): Promise<void> {
  const wanted = [
    ...traversals.map(({ id, text }) => ({ id, door: 'a file’s name', url: site.file(text) })),
    ...documents.flatMap(({ id }, n) =>
      (Object.keys(SHAPES) as Shape[]).map((shape) => ({ id, door: `a document as ${shape}`, url: site.document(n, shape) })),
    ),
  ];
  const runs = new Map<string, { id: string; door: string }>();
  for (const { id, door, url } of wanted) {
    const verdict = verdictOf(await askJson(port, 'POST', '/api/runs', { url }));
    if (verdict.kind === 'fault') outcomes.fail(id, door, verdict.problem);
    else if (verdict.kind === 'refused') outcomes.count(door, verdict.code);
    else runs.set((JSON.parse(verdict.body) as { id: string }).id, { id, door });
  }
  const ended = await waitForRuns([...runs.keys()], (left) => progress(`${left} runs left`));
  for (const { id: runId, state, errorCode, errorMessage } of ended) {
    const { id, door } = runs.get(runId)!;
    const problem = await problemOf(runId, port);
    if (errorCode === 'internal' || errorCode === 'engine_failed') outcomes.fail(id, door, `${errorCode}: ${errorMessage}`);
    else if (problem) outcomes.fail(id, door, problem);
    else outcomes.count(door, errorCode ?? state);
  }
  const folder = process.env.WINNOW_DATA_DIR ?? '';
  const strange = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !OWN_FILES.test(path));
  for (const path of strange) outcomes.fail('data folder', 'a file’s name', `wrote ${path}`);
}

/** Everything that can be read of a run. */
async function problemOf(runId: string, port: number): Promise<string | null> {
  for (const path of [`/api/runs/${runId}`, `/api/runs/${runId}/transcript.txt`, `/api/runs/${runId}/report.md`]) {
    const verdict = verdictOf(await ask(port, { method: 'GET', path }));
    if (verdict.kind === 'fault') return verdict.problem;
    const secret = verdict.kind === 'taken' ? leaked(verdict.body) : null;
    if (secret) return `gave ${secret}`;
  }
  return null;
}
