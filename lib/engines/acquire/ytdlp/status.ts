/** Which yt-dlp there is, for the acquirer and for doctor. */
import { stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { readEnv } from '@/lib/config/env';
import { findCommand } from '@/lib/sandbox/command';
import { runChild } from '@/lib/sandbox/run';

/** Sites change, and older versions fail at most of them. */
export const LEAST_VERSION = '2025.01.01';
const TIMEOUT_MS = 30_000;
/** Options newer than LEAST_VERSION, passed where they are known. All of them restrict. */
const OPTIONAL_FLAGS = ['--no-plugin-dirs', '--no-remote-components'];

export type YtDlpStatus =
  | { state: 'ok'; path: string; version: string; flags: string[] }
  | { state: 'too_old'; path: string; version: string; howToFix: string }
  | { state: 'broken'; path: string; howToFix: string }
  | { state: 'missing'; howToFix: string };

export interface YtDlpPlaces {
  /** Searched in this order; default: `bin` of the data directory, then PATH. */
  folders?: readonly string[];
}

function defaultFolders(): string[] {
  return [join(readEnv().dataDir, 'bin'), ...(process.env.PATH ?? '').split(delimiter)].filter((folder) => folder !== '');
}

function advice(folders: readonly string[]): string {
  return `put yt-dlp ${LEAST_VERSION.slice(0, 4)} or newer on PATH or into ${folders[0] ?? '.winnow/bin'} (https://github.com/yt-dlp/yt-dlp/releases)`;
}

/** `2025.01.15` and `2025.01.15.232811` (nightly) compare as text once their numbers have two digits. */
function isOldVersion(version: string): boolean {
  const padded = version.replace(/\b\d\b/g, '0$&');
  return padded < LEAST_VERSION;
}

async function ask(path: string, argument: string): Promise<string | null> {
  const result = await runChild({
    command: path,
    args: ['--ignore-config', argument],
    network: 'none',
    timeoutMs: TIMEOUT_MS,
    maxStdoutBytes: 1_000_000,
    env: { YTDLP_NO_PLUGINS: '1' },
  });
  return result.ended === 'exited' && result.exitCode === 0 ? result.stdout.toString('utf8') : null;
}

async function inspect(path: string, howToFix: string): Promise<YtDlpStatus> {
  const version = (await ask(path, '--version'))?.trim() ?? '';
  if (!/^\d{4}\.\d{1,2}\.\d{1,2}/.test(version)) return { state: 'broken', path, howToFix: `${path} does not run; ${howToFix}` };
  if (isOldVersion(version)) return { state: 'too_old', path, version, howToFix: `${path} is ${version}; ${howToFix}` };
  const help = (await ask(path, '--help')) ?? '';
  return { state: 'ok', path, version, flags: OPTIONAL_FLAGS.filter((flag) => help.includes(flag)) };
}

const known = new Map<string, YtDlpStatus>();

/**
 * ytDlpStatus finds yt-dlp and asks its version, which takes a second. One that works is asked once, and again when its file has changed;
 * anything else is looked at anew each time, so that a repair is seen at once.
 */
export async function ytDlpStatus({ folders = defaultFolders() }: YtDlpPlaces = {}): Promise<YtDlpStatus> {
  const path = findCommand('yt-dlp', folders.join(delimiter));
  const howToFix = advice(folders);
  if (path === null) return { state: 'missing', howToFix };
  const { mtimeMs, size } = await stat(path);
  const key = `${path} ${mtimeMs} ${size}`;
  const status = known.get(key) ?? (await inspect(path, howToFix));
  if (status.state === 'ok') known.set(key, status);
  return status;
}
