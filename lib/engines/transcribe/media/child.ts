/** Running ffmpeg and ffprobe: no network, bounded memory, time and output. */
import { WinnowError } from '@/lib/base/errors';
import { runChild } from '@/lib/sandbox/run';
import { type MediaToolName, mediaTools } from './tools';

const MEMORY_BYTES = 2 ** 30;

export interface ToolRun {
  tool: MediaToolName;
  args: readonly string[];
  timeoutMs: number;
  maxStdoutBytes: number;
  signal?: AbortSignal;
}

export interface ToolResult {
  stdout: Buffer;
  stderr: string;
  /** False: it ended with an error, or a limit or a crash of its own ended it. */
  ok: boolean;
  /** How it died, where it did not end by itself. */
  killedBy: NodeJS.Signals | null;
}

/** runTool runs a program on a file. Rejects with `tool_missing`, with `engine_failed` when the time is up, or the signal's reason. */
export async function runTool({ tool, args, timeoutMs, maxStdoutBytes, signal }: ToolRun): Promise<ToolResult> {
  const { path } = (await mediaTools())[tool];
  const result = await runChild({
    command: path,
    args: ['-hide_banner', ...args],
    network: 'none',
    // Half of the wall clock: a child that gets a core to itself and still works then is stuck on a hostile file.
    limits: { memoryBytes: MEMORY_BYTES, cpuSeconds: Math.ceil(timeoutMs / 2000) },
    timeoutMs,
    maxStdoutBytes,
    ...(signal && { signal }),
  });
  if (result.ended === 'timed_out') throw new WinnowError('engine_failed', `${tool} did not finish within ${timeoutMs / 1000} s`);
  return {
    stdout: result.stdout,
    stderr: result.stderr,
    ok: result.ended === 'exited' && result.exitCode === 0,
    killedBy: result.ended === 'exited' ? result.signal : null,
  };
}
