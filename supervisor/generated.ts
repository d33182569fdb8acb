/** What is made from the sources, and made again when they have changed: the Prisma client and the built pages. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import { fingerprint, Stamp } from './fingerprint';

/** True when it had to be made. */
type Made = Promise<boolean>;

/** generateClient takes about 3 s. */
export async function generateClient(root: string, signal: AbortSignal): Made {
  const version = fingerprint(root, ['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  const folder = join(root, 'lib/data/generated');
  const stamp = new Stamp(join(folder, '.made-from'));
  if (stamp.matches(version)) return false;
  await runNode(root, ['node_modules/prisma/build/index.js', 'generate'], 'prisma generate', signal);
  stamp.write(version);
  return true;
}

const PAGE_SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'next.config.mjs',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'proxy.ts',
  'instrumentation.ts',
];
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

/** buildPages takes 20 to 60 s. A build that was broken off leaves no stamp and is made again. */
export async function buildPages(root: string, signal: AbortSignal): Made {
  const version = `${fingerprint(root, PAGE_SOURCES, isTest)} node ${process.versions.node}`;
  const stamp = new Stamp(join(root, '.next/made-from'));
  if (stamp.matches(version)) return false;
  rmSync(join(root, '.next'), { recursive: true, force: true });
  await runNode(root, ['node_modules/next/dist/bin/next', 'build'], 'next build', signal);
  stamp.write(version);
  return true;
}

const KEPT_OUTPUT = 6000;

/** Throws `internal` with the end of what the command printed. */
function runNode(root: string, args: string[], name: string, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', fail);
    child.once('close', (code, killedBy) => {
      if (code === 0) done();
      else fail(new WinnowError('internal', `${name} failed (${killedBy ?? `status ${code}`}):\n${output.trim()}`));
    });
  });
}
