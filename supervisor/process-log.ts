import { consoleOutput, type Logger, newRootLogger } from '@/lib/base/logging';
import { RotatingFile } from '@/lib/base/rotating-file';

/** What a process prints, on its way to the console and its log file. */
export interface ProcessLog {
  line(line: string, level: 'info' | 'warn'): void;
}

function isLogRecord(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    return 'level' in (JSON.parse(line) as object);
  } catch {
    return false;
  }
}

/**
 * processLog passes on the log records that a process prints (it writes them to its log file itself), and makes records of everything else: the
 * banner of Next.js, a stack trace of a crash.
 */
export function processLog(name: string, file: string): ProcessLog {
  const terminal = consoleOutput();
  const log: Logger = newRootLogger({ outputs: [terminal, new RotatingFile(file)] }).child({ name });
  return {
    line(line, level) {
      if (line.trim() === '') return;
      if (isLogRecord(line)) terminal.write(`${line}\n`);
      else log[level](line);
    },
  };
}
