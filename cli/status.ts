import type { RunDetailView, RunPageView } from '@/lib/core/runs/views';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { sayJson } from './output';
import { listRuns, reportRun } from './run-report';

const RECENT = 15;

/** status shows one run, or the latest ones. Returns the exit code: a failed or cancelled run is a failure. */
export async function status(id: string | undefined, json: boolean): Promise<number> {
  const api = new ApiClient();
  if (id === undefined) {
    const { view, wire } = await api.get<RunPageView>(`/api/runs?limit=${RECENT}`);
    if (json) sayJson(wire);
    else listRuns(view.runs);
    return EXIT.ok;
  }
  const { view, wire } = await api.get<RunDetailView>(`/api/runs/${encodeURIComponent(id)}`);
  if (json) sayJson(wire);
  else reportRun(view, api.url);
  return view.state === 'failed' || view.state === 'cancelled' ? EXIT.failed : EXIT.ok;
}
