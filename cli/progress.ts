import { SingleBar } from 'cli-progress';
import { STAGES, type Stage } from '@/lib/core/runs/states';
import type { RunEventView } from '@/lib/core/runs/views';
import { text } from './output';

/** How a run's events are shown while waiting. All of it goes to stderr, so that stdout holds the result alone. */
export interface Progress {
  show(event: RunEventView): void;
  end(): void;
}

/** overallProgress places a run in [0, 1] by its stage and how far that is; null for an event that says nothing of it. */
export function overallProgress(stage: Stage | null, progress: number | null): number | null {
  if (stage === null) return null;
  return (STAGES.indexOf(stage) + (progress ?? 0)) / STAGES.length;
}

const MESSAGE_WIDTH = 60;

function bar(): Progress {
  const format = '{bar} {percentage}%  {message}';
  const single = new SingleBar({
    format,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
    barsize: 24,
    gracefulExit: false,
  });
  single.start(1, 0, { message: 'Waiting for a worker' });
  let reached = 0;
  return {
    show(event) {
      // Stages can be skipped, and retries go back: a bar that moves backwards only worries.
      reached = Math.max(reached, overallProgress(event.stage, event.progress) ?? 0);
      single.update(reached, { message: text(event.message, MESSAGE_WIDTH) });
    },
    end: () => single.stop(),
  };
}

function lines(): Progress {
  let last = '';
  return {
    show({ type, message }) {
      const line = text(message);
      if (type === 'progress' || line === last) return;
      last = line;
      process.stderr.write(`${line}\n`);
    },
    end: () => {},
  };
}

/** newProgress is a bar on a terminal, a line an event in a log, and nothing where only JSON is wanted. */
export function newProgress(quiet: boolean): Progress {
  if (quiet) return { show: () => {}, end: () => {} };
  return process.stderr.isTTY ? bar() : lines();
}
