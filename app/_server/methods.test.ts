import { describe, expect, it } from 'vitest';
import { allowedMethods } from './methods';

describe('allowedMethods', () => {
  it.each([
    ['GET', '/api/runs'],
    ['HEAD', '/api/runs'],
    ['POST', '/api/runs'],
    ['OPTIONS', '/api/runs'],
    ['POST', '/api/runs/0192/cancel'],
    ['GET', '/api/runs/0192/transcript.vtt'],
  ])('%s %s is served', (method, path) => expect(allowedMethods(method, path)).toBeNull());

  it.each([
    ['DELETE', '/api/runs', ['POST', 'GET', 'HEAD', 'OPTIONS']],
    ['GET', '/api/runs/0192/cancel', ['POST', 'OPTIONS']],
    ['PUT', '/api/runs/0192/transcript.vtt', ['GET', 'HEAD', 'OPTIONS']],
  ])('%s %s is told what is', (method, path, methods) => expect(allowedMethods(method, path)).toEqual(methods));

  it('leaves unknown paths to the answer that there is nothing', () => {
    for (const path of ['/api/nothing', '/api/runs/0192/transcriptXvtt', '/runs']) expect(allowedMethods('DELETE', path)).toBeNull();
  });
});
