/** Run by a test: a process that starts a sandboxed child and then waits to be killed. Arguments: the FIFO that the child holds open. */
import { startChild } from '../start';

const [fifo = ''] = process.argv.slice(2);
const child = await startChild({
  command: 'sh',
  // The grandchild holds the FIFO too: it ends only when both are gone.
  args: ['-c', 'exec 9>"$1"; sleep 300 & echo up >&9; wait', 'sh', fifo],
  network: 'none',
  timeoutMs: 60_000,
  maxStdoutBytes: 1000,
});
await child.outcome;
