import { describe, expect, it } from 'vitest';
import { ERROR_KINDS, type ErrorCode, WinnowError } from '@/lib/base/errors';
import { problemResponse } from './problem';

describe('problemResponse', () => {
  it.each(Object.keys(ERROR_KINDS) as ErrorCode[])('answers %s with a problem document of its status', async (code) => {
    const response = problemResponse(new WinnowError(code, 'The message.', { fields: [{ field: 'url', message: 'is empty' }] }));
    const problem: unknown = await response.json();
    expect(response.status).toBe(ERROR_KINDS[code].httpStatus);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(problem).toMatchObject({
      type: `urn:winnow:problem:${code}`,
      title: ERROR_KINDS[code].title,
      status: response.status,
      code,
      errors: [{ field: 'url', message: 'is empty' }],
    });
  });

  it('keeps the message of an unexpected error to itself', async () => {
    const body = await problemResponse(new Error('connect ECONNREFUSED /secret/path')).text();
    expect(body).toContain('"code":"internal"');
    expect(body).not.toContain('secret');
  });

  it('passes on how long the other side asked to wait, in whole seconds', () => {
    expect(problemResponse(new WinnowError('source_rate_limited', 'm', { retryAfterSeconds: 1.2 })).headers.get('retry-after')).toBe('2');
    expect(problemResponse(new WinnowError('not_found', 'm')).headers.has('retry-after')).toBe(false);
  });
});
