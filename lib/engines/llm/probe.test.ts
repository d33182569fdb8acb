import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probeEndpoint } from './probe';
import { type StandInLlm, startStandInLlm } from './testing/stand-in';

let server: StandInLlm;
beforeEach(async () => {
  server = await startStandInLlm(() => ({ kind: 'silence' }));
});
afterEach(() => server.close());

describe('asking an endpoint whether it is there', () => {
  it('says whether it knows the model, without a completion', async () => {
    const probe = (model: string) => probeEndpoint({ baseUrl: server.baseUrl, apiKey: 'k' }, model);
    expect(await probe('stand-in')).toEqual({ state: 'ok' });
    expect(await probe('gpt-none')).toEqual({ state: 'unlisted', models: ['stand-in'] });
    expect(server.requests).toHaveLength(0);
  });

  it('says that nobody answers', async () => {
    const { baseUrl } = server;
    await server.close();
    expect(await probeEndpoint({ baseUrl, apiKey: 'k' }, 'x')).toEqual({
      state: 'failed',
      message: 'the language model cannot be reached',
    });
    server = await startStandInLlm(() => ({ kind: 'silence' }));
  });
});
