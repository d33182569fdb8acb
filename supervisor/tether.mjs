/**
 * Preloaded (`--import`) into every process that the supervisor starts. The supervisor holds the other end of its stdin; when that closes, however
 * the supervisor died, the process ends too, so that a killed supervisor leaves no second web server or worker behind.
 */
import { isMainThread } from 'node:worker_threads';

/** Longer than the worker takes to hand back its work. */
const GRACE_MS = 15_000;

function endWithSupervisor() {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => {
    try {
      // The whole group: tools that this process has started are in it.
      process.kill(-process.pid, 'SIGKILL');
    } catch {
      process.kill(process.pid, 'SIGKILL');
    }
  }, GRACE_MS).unref();
}

if (isMainThread) {
  process.stdin.once('close', endWithSupervisor);
  process.stdin.on('error', () => {});
  process.stdin.resume();
  process.stdin.unref?.();
  // Whoever read the output is gone as well; writing it must not end the process before it has handed back its work.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}
