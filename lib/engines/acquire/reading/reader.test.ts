import { afterAll, describe, expect, it } from 'vitest';
import { codeOf } from '../testing/site';
import { createReader } from './reader';

const PAGE = `<p>${'word, '.repeat(100)}</p>`;
/** Within all limits, and some seconds of work. */
const SLOW_PAGE = `<p>${'<b>word, </b>'.repeat(50_000)}</p>`;
const URL = 'https://example.com/';

describe('the reading thread', () => {
  const reader = createReader();
  const hasty = createReader({ timeoutMs: 1 });
  afterAll(() => Promise.all([reader.close(), hasty.close()]));

  it('that takes too long is given up, and the page is to blame', async () => {
    expect(await codeOf(hasty.page(SLOW_PAGE, URL, new AbortController().signal))).toBe('unsupported_site');
  });

  it('is ended by an abort with its reason, and the next page is read by another', async () => {
    const controller = new AbortController();
    const reading = codeOf(reader.page(SLOW_PAGE, URL, controller.signal));
    controller.abort();
    expect(await reading).toBe('cancelled');
    expect(await reader.page(PAGE, URL, new AbortController().signal)).toMatchObject({ words: 100 });
  }, 20_000);
});
