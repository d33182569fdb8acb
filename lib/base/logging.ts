/**
 * Logs: one JSON object a line ({"level":"INFO","time":"…Z","pid":1,"name":"pipeline","msg":"…"}), so that hostile text cannot forge one:
 * JSON escapes line ends. To the console, pretty on a terminal, and to the file named by WINNOW_LOG_FILE, which whoever starts a process of
 * Winnow sets (logs/pipeline.log for the worker, logs/dashboard.log for the web, logs/discord_bot.log for the bot). Secrets are redacted.
 */
import pino, { type Logger } from 'pino';
import { prettyLine } from './log-pretty';
import { redact, secretValues } from './redaction';
import { RotatingFile } from './rotating-file';

export type { Logger };

/** Also the spellings that other tools use; an unknown one is refused at start by lib/config/env, so here it may mean INFO. */
const LEVELS: Record<string, string> = { WARNING: 'warn', CRITICAL: 'fatal' };

function levelFrom(name: string | undefined): string {
  const word = (name ?? '').trim();
  const level = LEVELS[word.toUpperCase()] ?? word.toLowerCase();
  return level in pino.levels.values ? level : 'info';
}

interface LogOutput {
  /** Gets each whole line. */
  write(line: string): void;
}

export interface LoggerOptions {
  level?: string;
  /** Where lines go; by default the console and WINNOW_LOG_FILE. */
  outputs?: LogOutput[];
  environment?: Record<string, string | undefined>;
}

/** consoleOutput is standard output: JSON lines, pretty on a terminal. */
export function consoleOutput(): LogOutput {
  const { stdout } = process;
  return { write: (line) => void stdout.write(stdout.isTTY ? prettyLine(line) : line) };
}

/** newRootLogger builds a logger of its own; everything but tests and launchers takes `createLogger`. */
export function newRootLogger(options: LoggerOptions = {}): Logger {
  const environment = options.environment ?? process.env;
  const file = environment.WINNOW_LOG_FILE;
  const outputs = options.outputs ?? [consoleOutput(), ...(file ? [new RotatingFile(file)] : [])];
  const secrets = secretValues(environment);
  return pino(
    {
      level: options.level ?? levelFrom(environment.LOG_LEVEL),
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label.toUpperCase() }) },
      hooks: { streamWrite: (line) => redact(line, secrets) },
    },
    {
      write(line: string) {
        for (const output of outputs) output.write(line);
      },
    },
  );
}

let root: Logger | undefined;

/** createLogger returns the process's logger under a name, e.g. `pipeline`. An error goes under `err`: `log.error({ err, runId }, 'message')`. */
export function createLogger(name: string): Logger {
  root ??= newRootLogger();
  return root.child({ name });
}
