/** What has to be there before any of Winnow's own code can run. Plain Node, no dependencies. */
import { spawn } from 'node:child_process';
import { chmodSync, constants, copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './steps.mjs';

// import.meta.dirname would fail on the old Nodes that requireNode is there to tell.
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A failure whose message is all that the person needs. */
class SetupError extends Error {}

/** requireNode is called before anything that an older Node could not parse or run. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [major, minor] = engines.node.replace(/^>=/, '').split('.').map(Number);
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number);
  if (haveMajor < major || (haveMajor === major && haveMinor < minor))
    throw new SetupError(`Winnow needs Node ${major}.${minor} or newer; this is ${process.version}. See https://nodejs.org/`);
}

/**
 * isInstalled compares the list that npm leaves in node_modules with package-lock.json: everything that the lock file demands is there, in the
 * demanded version. (npm ci empties node_modules first and writes its list last, so an interrupted one is seen.)
 */
export function isInstalled(root = ROOT) {
  const list = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return wanted.every(([path, entry]) => {
    if (path === '' || !path.includes('node_modules/')) return true;
    const there = installed[path];
    // In an image for servers what only development needs has been taken out.
    const dispensable = entry.optional === true || (process.env.NODE_ENV === 'production' && (entry.dev || entry.devOptional));
    return there ? there.version === entry.version : dispensable;
  });
}

/** Installs what package-lock.json says where that has not been done. Throws SetupError with npm's own words. */
export async function installDependencies() {
  if (!isInstalled()) {
    await step('Installing packages (about a minute the first time)', async (note) => {
      note('npm ci');
      await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund']);
    });
  }
  makeMediaToolsExecutable();
}

/** npm's own script where npm runs us: the same npm, and no shell in between. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

function runNpm(args) {
  const [command, ...first] = npmCommand();
  return new Promise((done, fail) => {
    const npm = spawn(command, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    // A signal to us alone must not leave npm running.
    const stop = (signal) => npm.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-8000);
    };
    npm.stdout.on('data', keep);
    npm.stderr.on('data', keep);
    npm.once('error', (error) => fail(new SetupError(`npm cannot be started: ${error.message}`)));
    npm.once('close', (status, signal) => {
      for (const name of ['SIGINT', 'SIGTERM']) process.off(name, stop);
      if (status === 0) done();
      else fail(new SetupError(`npm ${args.join(' ')} failed (${signal ?? `status ${status}`}):\n${output.trim()}`));
    });
  });
}

/** The packages' install scripts would do this; .npmrc keeps all install scripts from running (docs/decisions/0005). */
function makeMediaToolsExecutable() {
  const platform = `${process.platform}-${process.arch}`;
  for (const [name, tool] of [
    ['@ffmpeg-installer', 'ffmpeg'],
    ['@ffprobe-installer', 'ffprobe'],
  ]) {
    const file = join(ROOT, 'node_modules', name, platform, tool);
    const mode = statSync(file, { throwIfNoEntry: false })?.mode;
    const wanted = constants.S_IXUSR | constants.S_IXGRP | constants.S_IXOTH;
    if (mode === undefined || (mode & wanted) === wanted) continue;
    try {
      chmodSync(file, 0o755);
    } catch {
      // Installed by another account: winnow doctor says whether the tool can be used.
    }
  }
}

/** Writes .env from .env.example where there is none, so that the defaults of a new installation are visible and can be edited. */
export async function writeEnvFile(root = ROOT) {
  const file = join(root, '.env');
  if (existsSync(file) || !existsSync(join(root, '.env.example'))) return;
  await step('Writing .env from .env.example', () => copyFileSync(join(root, '.env.example'), file, constants.COPYFILE_EXCL));
}

/** Reads .env into the environment; what the environment already has wins. */
export function loadEnvFile(root = ROOT) {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** registerTypeScript lets this process import the project's TypeScript, from whatever folder it was started in. */
export async function registerTypeScript() {
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: join(ROOT, 'tsconfig.json') });
}
