import { expect, it } from 'vitest';
import { validated } from './validator';

const asking = (tag?: string) => new Request('http://localhost/x', { headers: tag ? { 'if-none-match': tag } : {} });

it('answers a view once, and with 304 to whoever has it', async () => {
  const first = validated(asking(), { bypassRate: 0.5 });
  const tag = first.headers.get('etag')!;
  expect(tag).toMatch(/^"[\w-]+"$/);
  expect(await first.json()).toEqual({ bypass_rate: 0.5 });
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) expect(validated(asking(known), { bypassRate: 0.5 }).status).toBe(304);
  expect(validated(asking(tag), { bypassRate: 0.6 }).status).toBe(200);
});

it('does not call it another because of when it was made', async () => {
  const first = validated(asking(), { count: 1 }, { generatedAt: 'then' });
  expect(await first.json()).toEqual({ count: 1, generated_at: 'then' });
  const tag = first.headers.get('etag')!;
  expect(tag).toMatch(/^W\//);
  expect(validated(asking(tag), { count: 1 }, { generatedAt: 'now' }).status).toBe(304);
});
