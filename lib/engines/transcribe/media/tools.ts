/** Which ffmpeg and ffprobe are used. */
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import { projectRoot } from '@/lib/config/project-root';
import { findCommand } from '@/lib/sandbox/command';
import { runChild } from '@/lib/sandbox/run';

export type MediaToolName = 'ffmpeg' | 'ffprobe';

export interface MediaTool {
  /** Absolute. */
  path: string;
  /** As it calls itself, e.g. `5.1.9-0+deb12u1`. */
  version: string;
  /** `system`: found in PATH. `package`: shipped with Winnow's npm packages. */
  origin: 'system' | 'package';
  /** False: older than MIN_RELEASE, so known holes may be open; doctor warns. */
  recent: boolean;
}

export type MediaTools = Record<MediaToolName, MediaTool>;

/** The oldest release that still gets security fixes in a distribution (Debian 12). */
export const MIN_RELEASE = '5.1';
/** Builds off the main branch have no release number; the year in their copyright line stands for it. 5.1 is of 2022. */
const MIN_YEAR = 2022;

const VERSION_TIMEOUT_MS = 20_000;

/** readVersion takes the answer to `-version` apart; null when it is not one. */
export function readVersion(output: string): { version: string; recent: boolean } | null {
  const version = /^ff(?:mpeg|probe) version (\S+)/.exec(output)?.[1];
  if (version === undefined) return null;
  const release = /^n?(\d+)\.(\d+)/.exec(version);
  if (release) {
    const [major, minor] = MIN_RELEASE.split('.').map(Number);
    return { version, recent: Number(release[1]) > major! || (Number(release[1]) === major && Number(release[2]) >= minor!) };
  }
  const year = /Copyright \(c\) \d+-(\d+)/.exec(output)?.[1];
  return { version, recent: Number(year ?? 0) >= MIN_YEAR };
}

async function describe(path: string, origin: MediaTool['origin']): Promise<MediaTool | null> {
  const result = await runChild({
    command: path,
    args: ['-version'],
    network: 'none',
    timeoutMs: VERSION_TIMEOUT_MS,
    maxStdoutBytes: 64 * 1024,
  });
  const version = result.exitCode === 0 ? readVersion(result.stdout.toString()) : null;
  return version && { path, origin, ...version };
}

/** The npm packages hold one binary per platform, in a package of its own beside them. */
function packagePath(name: MediaToolName): string | null {
  try {
    const installer = createRequire(resolve(projectRoot(), 'package.json')).resolve(`@${name}-installer/${name}/package.json`);
    const folder = resolve(dirname(installer), '..', `${process.platform}-${process.arch}`);
    return findCommand(resolve(folder, process.platform === 'win32' ? `${name}.exe` : name));
  } catch {
    return null;
  }
}

async function candidates(name: MediaToolName): Promise<MediaTool[]> {
  const places = [
    { path: findCommand(name), origin: 'system' },
    { path: packagePath(name), origin: 'package' },
  ] as const;
  const found = await Promise.all(places.map(({ path, origin }) => (path === null ? null : describe(path, origin))));
  return found.filter((tool) => tool !== null);
}

async function choose(name: MediaToolName): Promise<MediaTool> {
  const tools = await candidates(name);
  const tool = tools.find(({ recent }) => recent) ?? tools.find(({ origin }) => origin === 'package') ?? tools[0];
  if (!tool) throw new WinnowError('tool_missing', `${name} is neither in PATH nor in the installed packages`);
  return tool;
}

let chosen: Promise<MediaTools> | null = null;

/**
 * mediaTools says which programs read media: a recent one from PATH, else the package's, else whatever there is. Found out once per process;
 * rejects with `tool_missing`.
 */
export function mediaTools(): Promise<MediaTools> {
  chosen ??= Promise.all([choose('ffmpeg'), choose('ffprobe')]).then(
    ([ffmpeg, ffprobe]) => ({ ffmpeg, ffprobe }),
    (error) => {
      chosen = null; // so that a tool installed meanwhile is found
      throw error;
    },
  );
  return chosen;
}
