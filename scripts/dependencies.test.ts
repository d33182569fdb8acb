import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Record<string, unknown>> };

describe('dependencies', () => {
  it('are pinned to exact versions', () => {
    for (const version of Object.values({ ...dependencies, ...devDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it('are all listed with a reason, under the right heading, in order', () => {
    const [runTime = '', development = ''] = read('docs/dependencies.md').split('## Development');
    const listed = (text: string) => [...text.matchAll(/^\| `([^`]+)` \| \S/gm)].map((match) => match[1]);
    expect(listed(runTime)).toEqual(Object.keys(dependencies ?? {}).sort());
    expect(listed(development)).toEqual(Object.keys(devDependencies ?? {}).sort());
  });

  it('are in the lock file with the same versions, and the lock file names no registry', () => {
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
    expect(Object.values(lock.packages).filter(({ resolved }) => typeof resolved === 'string' && /^https?:/.test(resolved))).toEqual([]);
  });
});
