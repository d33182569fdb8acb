import { startChild } from './start';
import type { ChildOptions, ChildResult } from './types';

/** runChild: see `RunChild` in ./types for what it takes and how it fails. */
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
