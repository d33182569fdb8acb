import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { GET, PUT } from './llm/route';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const URL_OF = 'http://localhost:8000/api/settings/llm';
const context = { params: Promise.resolve({}) };
const get = async (query = '') => (await GET(new Request(URL_OF + query), context)).json();
const put = (body: unknown) =>
  PUT(new Request(URL_OF, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }), context);

describe('/api/settings/llm', () => {
  it('gives the defaults, no prices, and a cache without a hit rate', async () => {
    const { settings, cache, endpoint } = await get();
    expect(endpoint).toBeNull();
    expect(settings).toMatchObject({ models: [], concurrency: 3, cache: { error_bound: 0.02 }, budgets: { auto: { usd: null } } });
    expect(cache).toMatchObject({ hours: 24, entries: 0, asked: 0, hit_rate: null });
  });

  it('keeps what is put, and fills in the rest', async () => {
    const answer = await put({ models: [{ name: 'm', input_usd_per_million: 0.15, output_usd_per_million: 0.6 }] });
    expect(answer.status).toBe(200);
    const { settings } = await get('?hours=48');
    expect(settings.models).toEqual([
      { name: 'm', context_tokens: 16_384, max_output_tokens: 4_096, input_usd_per_million: 0.15, output_usd_per_million: 0.6 },
    ]);
  });

  it.each([
    [{ models: [{ name: 'm' }, { name: 'm' }] }, 'models'],
    [{ models: [{ name: 'm', output_usd_per_million: -1 }] }, 'models.0.output_usd_per_million'],
    [{ cache: { error_bound: 0.9 } }, 'cache.error_bound'],
    [{ budgets: { auto: { tokens: 0 } } }, 'budgets.auto.tokens'],
    [{ price: 1 }, 'price'],
  ])('refuses %j, naming the field', async (body, field) => {
    const answer = await put(body);
    expect(answer.status).toBe(422);
    const { errors } = await answer.json();
    expect(JSON.stringify(errors)).toContain(field);
  });
});
