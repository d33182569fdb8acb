import { afterEach, describe, expect, it, vi } from 'vitest';
import { getIfChanged, ProblemError } from './api';

function answering(...answers: Response[]) {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => answers.shift()!);
  vi.stubGlobal('fetch', fetched);
  const sent = () => fetched.mock.calls.map(([, { headers }]) => new Headers(headers).get('if-none-match'));
  return { sent };
}

const json = (body: unknown, etag: string) => Response.json(body, { headers: { etag } });

afterEach(() => vi.unstubAllGlobals());

describe('reading again what was read before', () => {
  it('names what is known, and keeps the very same reading where it still holds', async () => {
    const { sent } = answering(
      json({ total_processed: 1 }, '"a"'),
      new Response(null, { status: 304 }),
      json({ total_processed: 2 }, '"b"'),
    );
    const first = await getIfChanged<{ totalProcessed: number }>('/figures', undefined);
    const second = await getIfChanged('/figures', first);
    const third = await getIfChanged('/figures', second);
    expect(first).toEqual({ etag: '"a"', body: { totalProcessed: 1 } });
    expect(second).toBe(first);
    expect(third).toEqual({ etag: '"b"', body: { totalProcessed: 2 } });
    expect(sent()).toEqual([null, '"a"', '"a"']);
  });

  it('asks for everything where no validator came', async () => {
    const { sent } = answering(Response.json({}), Response.json({}));
    await getIfChanged('/figures', await getIfChanged('/figures', undefined));
    expect(sent()).toEqual([null, null]);
  });

  it('throws the problem of an answer that is none', async () => {
    answering(Response.json({ code: 'database_unavailable', detail: 'away', retry: 'later' }, { status: 503 }));
    await expect(getIfChanged('/figures', { etag: '"a"', body: {} })).rejects.toThrow(ProblemError);
  });
});
