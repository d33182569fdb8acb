import { startChild } from './start';
import type { ChildOptions, ChildResult } from './types';

/**
 * runChild runs a program to its end. How it ended is data, for the caller to judge. Rejects with a WinnowError: `tool_missing` when there is
 * no such program, `engine_failed` when it cannot be started, or the signal's reason when it was aborted (the group is gone by then).
 */
export async function runChild({ stdin, ...options }: ChildOptions & { stdin?: string | Uint8Array }): Promise<ChildResult> {
  const child = await startChild(options);
  child.stdin.end(stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const drained = new Promise<void>((resolve) => child.stdout.once('close', resolve));
  const outcome = await child.outcome;
  await drained;
  return { ...outcome, stdout: Buffer.concat(chunks) };
}
