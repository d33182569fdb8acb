import type { SubmitRunRequest } from '@/lib/core/runs/requests';
import type { Depth } from '@/lib/core/runs/states';
import type { RunDetailView, RunSummaryView } from '@/lib/core/runs/views';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { followRun } from './follow-run';
import { dim, say, sayJson } from './output';
import { newProgress } from './progress';
import { outcome, reportRun } from './run-report';

export interface SubmitOptions {
  wait?: boolean;
  depth: Depth;
  force?: boolean;
  json?: boolean;
}

/** submit takes a URL in, and with --wait stays until the run has ended. Returns the exit code. */
export async function submit(url: string, { wait = false, depth, force = false, json = false }: SubmitOptions): Promise<number> {
  const api = new ApiClient();
  const request: SubmitRunRequest = { url, depth, force };
  const submitted = await api.post<RunSummaryView>('/api/runs', request);
  const { id } = submitted.view;
  if (!wait) {
    if (json) sayJson(submitted.wire);
    else {
      say(`${id}  ${outcome(submitted.view)}`);
      say(dim(`${api.url}/runs/${id}  (npx winnow status ${id})`));
    }
    return EXIT.ok;
  }

  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  const progress = newProgress(json);
  try {
    const { view, wire } = await followRun(api, id, (event) => progress.show(event), interrupt.signal);
    progress.end();
    if (json) sayJson(wire);
    else reportRun(view satisfies RunDetailView, api.url);
    return view.state === 'finished' ? EXIT.ok : EXIT.failed;
  } catch (error) {
    progress.end();
    if (!interrupt.signal.aborted) throw error;
    process.stderr.write(`No longer waiting. The run goes on: npx winnow status ${id}\n`);
    return EXIT.interrupted;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}
