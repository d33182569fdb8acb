import { endedRun, expect, submit, test } from './test';

const EVENTS_UNTIL_MS = 60_000;

test('a new run is 202, the same again 200', async ({ request }) => {
  const first = await request.post('/api/runs', { data: { url: 'sample:platform-change', depth: 'quick' } });
  expect([200, 202]).toContain(first.status());
  const again = await request.post('/api/runs', { data: { url: 'sample:platform-change', depth: 'quick' } });
  expect(again.status()).toBe(200);
  expect((await again.json()).id).toBe((await first.json()).id);
});

test('errors are problem documents that name the field', async ({ request }) => {
  const response = await request.post('/api/runs', { data: { url: '', colour: 'red' } });
  expect(response.status()).toBe(422);
  expect(response.headers()['content-type']).toBe('application/problem+json');
  expect((await response.json()).errors.map(({ field }: { field: string }) => field).sort()).toEqual(['colour', 'url']);
  expect((await request.get('/api/nothing')).status()).toBe(404);
  expect((await request.post('/api/runs', { headers: { 'content-type': 'text/plain' }, data: '{}' })).status()).toBe(400);
});

test('events of a run are all told, numbered without a gap, and not told twice', async ({ baseURL, request }) => {
  const { id } = await endedRun(request, 'sample:platform-change', 'finished');
  const read = async (headers: Record<string, string>) => {
    const response = await fetch(`${baseURL}/api/runs/${id}/events`, { headers, signal: AbortSignal.timeout(EVENTS_UNTIL_MS) });
    return { status: response.status, seqs: [...(await response.text()).matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq)) };
  };
  const { seqs } = await read({});
  expect(seqs.length).toBeGreaterThan(2);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  expect((await read({ 'last-event-id': String(seqs.length - 1) })).seqs).toEqual([seqs.length]);
  expect((await read({ 'last-event-id': String(seqs.length) })).status).toBe(204);
});

test('media is sent in ranges', async ({ request }) => {
  const { id } = await endedRun(request, 'sample:platform-change', 'finished');
  const whole = await request.get(`/api/runs/${id}/media`);
  expect(whole.status()).toBe(200);
  const bytes = await whole.body();
  const part = await request.get(`/api/runs/${id}/media`, { headers: { range: 'bytes=10-19' } });
  expect(part.status()).toBe(206);
  expect(part.headers()['content-range']).toBe(`bytes 10-19/${bytes.length}`);
  expect(await part.body()).toEqual(bytes.subarray(10, 20));
  expect((await request.get(`/api/runs/${id}/media`, { headers: { range: `bytes=${bytes.length}-` } })).status()).toBe(416);
});

test('what cannot be done in a state is a conflict', async ({ request }) => {
  const { id } = await endedRun(request, 'sample:platform-change', 'finished');
  expect((await request.post(`/api/runs/${id}/cancel`)).status()).toBe(409);
  expect((await request.post(`/api/runs/${id}/retry`)).status()).toBe(409);
  const active = await submit(request, 'sample:harbour-debate', 'full');
  expect((await request.post(`/api/runs/${active}/feedback`, { data: { verdict: 'up' } })).status()).toBe(409);
  expect((await request.post(`/api/runs/${active}/cancel`)).status()).toBe(202);
});

test('another site in the same browser can neither read nor write', async ({ request }) => {
  const foreign: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { host: 'evil.example' },
    { 'x-forwarded-for': '192.0.2.7' },
    { forwarded: 'for=192.0.2.7' },
  ];
  for (const headers of foreign) {
    expect((await request.get('/api/runs', { headers })).status(), JSON.stringify(headers)).toBe(403);
    expect((await request.post('/api/runs', { headers, data: { url: 'sample:platform-change' } })).status(), JSON.stringify(headers)).toBe(
      403,
    );
  }
});

test('every answer forbids to be framed, sniffed or run', async ({ request }) => {
  for (const address of ['/', '/runs', '/api/runs', '/api/nothing', '/no-such-page']) {
    const headers = (await request.get(address)).headers();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  }
});
