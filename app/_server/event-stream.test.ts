import { describe, expect, it, vi } from 'vitest';
import type { RunEventView } from '@/lib/core/runs/views';
import { eventStream, formatEvent } from './event-stream';

const event = (seq: number, message = 'm'): RunEventView => ({
  seq,
  at: '2025-01-01T00:00:00.000Z',
  type: 'state',
  message,
  stage: null,
  progress: null,
});
const never = new AbortController().signal;

async function* these(...events: RunEventView[]) {
  yield* events;
}

/** Events that never come; `returned` tells that the reader's leaving reached them. */
function silence() {
  const returned = vi.fn(async () => ({ done: true as const, value: undefined }));
  const iterable: AsyncIterable<RunEventView> = {
    [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined), return: returned }),
  };
  return { iterable, returned };
}

describe('eventStream', () => {
  it('sends each event under its seq and ends with the last', async () => {
    const text = await new Response(eventStream(these(event(1), event(2)), never)).text();
    expect(text).toBe(`retry: 1000\n\n${formatEvent(event(1))}${formatEvent(event(2))}`);
  });

  it('keeps hostile text inside its data line', () => {
    const lines = formatEvent(event(7, 'x\n\nid: 99\ndata: forged')).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('id: 7');
    expect(lines[1]).toMatch(/^data: \{.*forged.*\}$/);
  });

  it('shows that it is alive while nothing happens', async () => {
    const { iterable } = silence();
    const reader = eventStream(iterable, never, 1).getReader();
    await reader.read();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe(': still here\n\n');
    await reader.cancel();
  });

  it('ends when it is told to stop, so that the process can', async () => {
    const { iterable } = silence();
    const stop = new AbortController();
    const text = new Response(eventStream(iterable, stop.signal)).text();
    stop.abort();
    expect(await text).toBe('retry: 1000\n\n');
  });

  it('ends at once where the process is stopping already', async () => {
    const { iterable } = silence();
    expect(await new Response(eventStream(iterable, AbortSignal.abort())).text()).toBe('retry: 1000\n\n');
  });

  it('lets go of the events when the reader leaves', async () => {
    const { iterable, returned } = silence();
    const reader = eventStream(iterable, never).getReader();
    await reader.read();
    await reader.cancel();
    expect(returned).toHaveBeenCalled();
  });

  it('breaks off where the events do, so that the browser asks again', async () => {
    const broken = (async function* () {
      yield event(1);
      throw new Error('database gone');
    })();
    await expect(new Response(eventStream(broken, never)).text()).rejects.toThrow('database gone');
  });
});
