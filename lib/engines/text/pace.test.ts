import { describe, expect, it } from 'vitest';
import { createPace } from './pace';

describe('pace', () => {
  it("throws the signal's own reason once aborted", () => {
    const controller = new AbortController();
    const pace = createPace(controller.signal);
    expect(pace()).toBeUndefined();
    controller.abort(new Error('enough'));
    expect(() => pace()).toThrow('enough');
  });

  it('gives the event loop its turn in long work', async () => {
    const pace = createPace();
    let turns = 0;
    const ticker = setInterval(() => turns++, 0);
    const until = performance.now() + 120;
    while (performance.now() < until) await pace();
    clearInterval(ticker);
    expect(turns).toBeGreaterThan(0);
  });
});
