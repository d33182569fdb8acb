import { consoleOutput, newRootLogger } from '@/lib/base/logging';
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

/** Lines that come closer together than this are one message: a stack trace, a banner. */
const TOGETHER_MS = 100;
const MOST_TOGETHER = 100;

/**
 * processLog passes on the log records that a process prints (it writes them to its log file itself), and makes records of everything else: the
 * banner of Next.js, a stack trace of a crash.
 */
export function processLog(name: string, file: string): ProcessLog {
  const terminal = consoleOutput();
  const log = newRootLogger({ outputs: [terminal, new RotatingFile(file)] }).child({ name });
  const collect = { info: collector((text) => log.info(text)), warn: collector((text) => log.warn(text)) };
  return {
    line(line, level) {
      if (isLogRecord(line)) terminal.write(`${line}\n`);
      else if (line.trim() !== '') collect[level](line);
    },
  };
}

function collector(emit: (text: string) => void): (line: string) => void {
  let lines: string[] = [];
  const flush = () => {
    emit(lines.join('\n'));
    lines = [];
  };
  let timer: NodeJS.Timeout | undefined;
  return (line) => {
    lines.push(line);
    clearTimeout(timer);
    if (lines.length >= MOST_TOGETHER) flush();
    else timer = setTimeout(flush, TOGETHER_MS);
  };
}
