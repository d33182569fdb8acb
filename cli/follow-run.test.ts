import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunEventView } from '@/lib/core/runs/views';
import { ApiClient, ApiError, UnreachableError } from './api-client';
import { followRun, readEvent } from './follow-run';
import { overallProgress } from './progress';

type Route = (path: string, response: ServerResponse) => void;

/** Stands for Winnow's API: what is under test is how the command line gets along with it. */
let server: Server;
let route: Route;
let folder: string;
let requests: string[];

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    route(request.url ?? '', response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  folder = mkdtempSync(join(tmpdir(), 'winnow-cli-'));
  process.env.PORT = String((server.address() as { port: number }).port);
  process.env.WINNOW_DATA_DIR = folder;
});

afterEach(async () => {
  delete process.env.PORT;
  delete process.env.WINNOW_DATA_DIR;
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const event = (seq: number) => `id: ${seq}\ndata: ${JSON.stringify({ seq, message: `event ${seq}`, stage: 'hear' })}\n\n`;

describe('followRun', () => {
  it('hands on every event once, in order, through a connection that breaks, and returns the ended run', async () => {
    const last = 3;
    let connections = 0;
    route = (path, response) => {
      const after = /after=(\d+)/.exec(path)?.[1];
      if (after === undefined) return json(response, { id: '1', state: connections < 2 ? 'hearing' : 'finished', event_seq: last });
      connections += 1;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // The first connection breaks off in the middle of an event.
      if (connections === 1) response.write(`retry: 1\n\n: beat\n\n${event(1)}${event(2).slice(0, 12)}`, () => response.destroy());
      else
        response.end(
          [1, 2, 3]
            .filter((seq) => seq > Number(after))
            .map(event)
            .join(''),
        );
    };
    const seen: number[] = [];
    const { view } = await followRun(new ApiClient(), '1', ({ seq }) => seen.push(seq), new AbortController().signal);
    expect(seen).toEqual([1, 2, 3]);
    expect(view.state).toBe('finished');
  });

  it('stops waiting when it is told to', async () => {
    const stop = new AbortController();
    route = (path, response) => {
      if (!path.includes('/events')) return json(response, { id: '1', state: 'hearing', event_seq: 9 });
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event(1));
    };
    const following = followRun(new ApiClient(), '1', () => stop.abort(new Error('stopped')), stop.signal);
    await expect(following).rejects.toThrow('stopped');
  });

  it('passes on a refusal at once', async () => {
    route = (_, response) =>
      json(response, { title: 'Not found', detail: 'There is no run with this id.', advice: 'Check the id.', errors: [] }, 404);
    const following = followRun(new ApiClient(), '1', () => {}, new AbortController().signal);
    await expect(following).rejects.toThrow(ApiError);
    expect(requests).toHaveLength(1);
  });
});

describe('ApiClient', () => {
  it('says what was wrong, with which field, and what to do', async () => {
    const problem = {
      title: 'Invalid request',
      detail: 'One field is wrong.',
      advice: 'Correct it.',
      errors: [{ field: 'url', message: 'is empty' }],
    };
    route = (_, response) => json(response, problem, 422);
    await expect(new ApiClient().post('/api/runs', {})).rejects.toMatchObject({
      message: 'Invalid request: One field is wrong.\n  url is empty\n  Correct it.',
      problem,
    });
  });

  it('says how to start Winnow where none answers', async () => {
    const client = new ApiClient();
    route = (_, response) => response.destroy();
    await expect(client.get('/api/runs')).rejects.toThrow(UnreachableError);
    await expect(client.get('/api/runs')).rejects.toThrow(/npm start/);
  });
});

describe('readEvent', () => {
  it('reads the data lines of an event and nothing else', () => {
    expect(readEvent(': still here')).toBeNull();
    expect(readEvent('retry: 1000')).toBeNull();
    expect(readEvent('id: 4\ndata: {"seq":4,\ndata: "retry_at":null}')).toEqual({ seq: 4, retryAt: null } as unknown as RunEventView);
  });
});

describe('overallProgress', () => {
  it('goes from nothing to all through the stages', () => {
    expect([overallProgress('acquire', null), overallProgress('hear', 0.5), overallProgress('remember', 1)]).toEqual([0, 0.3, 1]);
    expect(overallProgress(null, 0.5)).toBeNull();
  });
});
