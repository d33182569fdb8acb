import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { say, sayJson } from './output';

export interface ResetOptions {
  undo?: boolean;
  json?: boolean;
}

/** reset has the dashboard count from now on, or with --undo takes the last reset back. Nothing is deleted. Returns the exit code. */
export async function reset({ undo = false, json = false }: ResetOptions): Promise<number> {
  const api = new ApiClient();
  const { wire } = undo ? await api.post('/api/performance/reset/undo', {}) : await api.delete('/api/performance/reset');
  if (json) sayJson(wire);
  else
    say(
      undo
        ? 'The last reset is undone: what was counted before counts again.'
        : 'Counted from now on. To take that back: winnow reset --undo',
    );
  return EXIT.ok;
}
