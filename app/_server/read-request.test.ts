import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { WinnowError } from '@/lib/base/errors';
import { submitRunSchema } from '@/lib/core/runs/requests';
import { MAX_BODY_BYTES, readJson, readQuery } from './read-request';

const post = (body: BodyInit, contentType = 'application/json') =>
  new Request('http://127.0.0.1/api/runs', { method: 'POST', body, headers: contentType ? { 'content-type': contentType } : {} });

async function refusal(request: Request): Promise<WinnowError> {
  const error: unknown = await readJson(request, submitRunSchema).catch((thrown: unknown) => thrown);
  if (error instanceof WinnowError) return error;
  throw new Error('was not refused', { cause: error });
}

describe('readJson', () => {
  it('gives the body with the schema’s defaults', async () => {
    expect(await readJson(post('{"url":" https://example.org "}', 'application/json; charset=utf-8'), submitRunSchema)).toEqual({
      url: 'https://example.org',
      depth: 'auto',
      force: false,
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'refuses a body declared as "%s", as a form on another site would',
    async (type) => {
      expect((await refusal(post('{"url":"https://example.org"}', type))).code).toBe('malformed_body');
    },
  );

  it.each(['', '{', 'undefined', '{"url":}'])('refuses %j, which is not JSON', async (body) => {
    expect((await refusal(post(body))).code).toBe('malformed_body');
  });

  it('takes a body with a byte order mark', async () => {
    expect(await readJson(post('\uFEFF{"url":"https://example.org"}'), submitRunSchema)).toMatchObject({ url: 'https://example.org' });
  });

  it('refuses bytes that are not UTF-8', async () => {
    expect((await refusal(post(new Uint8Array([0x22, 0xff, 0x22])))).code).toBe('malformed_body');
  });

  it('refuses a body over the limit however it arrives, and takes one at the limit', async () => {
    const padded = (bytes: number) => `{"url":"https://example.org/"}`.padEnd(bytes, ' ');
    expect((await refusal(post(padded(MAX_BODY_BYTES + 1)))).code).toBe('body_too_large');
    expect((await readJson(post(padded(MAX_BODY_BYTES)), submitRunSchema)).url).toBe('https://example.org/');
  });

  it('names each bad field, unknown ones too', async () => {
    const error = await refusal(post('{"url":"","depth":"deep","surprise":1}'));
    expect(error.code).toBe('invalid_request');
    expect(error.fields.map(({ field }) => field).sort()).toEqual(['depth', 'surprise', 'url']);
  });

  it.each(['null', '[]', '"text"', '7'])('refuses %s where an object is wanted', async (body) => {
    expect((await refusal(post(body))).code).toBe('invalid_request');
  });
});

describe('readQuery', () => {
  const schema = z.strictObject({ limit: z.coerce.number().int().min(1).default(25) });

  it('reads numbers and fills in defaults', () => {
    expect(readQuery(new Request('http://127.0.0.1/?limit=3'), schema)).toEqual({ limit: 3 });
    expect(readQuery(new Request('http://127.0.0.1/'), schema)).toEqual({ limit: 25 });
  });

  it('names a bad parameter and an unknown one', () => {
    expect(() => readQuery(new Request('http://127.0.0.1/?limit=0'), schema)).toThrow(/limit/);
    expect(() => readQuery(new Request('http://127.0.0.1/?page=2'), schema)).toThrow(/page: is not known/);
  });
});
