import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface FoundBrowser {
  executablePath: string;
  /** What its process needs besides the usual environment. */
  env: Record<string, string>;
}

const ROOT = join(import.meta.dirname, '..');
const SYSTEM_BROWSER = '/usr/bin/chromium';
const LIBRARY_FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];

/** findBrowser takes CHROMIUM_PATH, else the system's Chromium, else the one that an npm package carries, so that nothing has to be installed for the tests. */
export async function findBrowser(): Promise<FoundBrowser> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return { executablePath: CHROMIUM_PATH, env: {} };
  if (existsSync(SYSTEM_BROWSER)) return { executablePath: SYSTEM_BROWSER, env: {} };
  return packagedBrowser();
}

/** packagedBrowser unpacks the browser of @sparticuz/chromium once per version, with the libraries and fonts that a bare machine lacks. */
async function packagedBrowser(): Promise<FoundBrowser> {
  const folder = join(ROOT, 'node_modules/.cache', `chromium-${packageVersion()}`);
  if (!existsSync(folder)) await unpack(folder);
  const env: Record<string, string> = {};
  if (!LIBRARY_FOLDERS.some((libraries) => existsSync(join(libraries, 'libnss3.so')))) env.LD_LIBRARY_PATH = join(folder, 'al2023/lib');
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_FILE = join(folder, 'fonts.conf');
  return { executablePath: join(folder, 'chromium'), env };
}

function packageVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
    if (name === '@sparticuz/chromium' && version) return version;
  }
}

/**
 * The package unpacks into the temporary folder and takes whatever lies there for complete, so it works in a folder of its own, which gets its final name only
 * when it is. Its libraries come along only on Amazon's systems; the variable makes it think so.
 */
async function unpack(folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  Object.assign(process.env, { TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
  try {
    mkdirSync(unfinished, { recursive: true });
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    writeFileSync(
      join(unfinished, 'fonts.conf'),
      `<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
    );
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error;
  } finally {
    restore({ TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH, FONTCONFIG_PATH });
  }
}

function restore(before: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
