import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, Stamp } from './fingerprint';
import { checkFolder, checkPort } from './preflight';
import { webUrl } from './readiness';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-preflight-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

describe('preflight', () => {
  it('says that a port is taken and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await expect(checkPort('127.0.0.1', port)).rejects.toMatchObject({
      code: 'conflict',
      message: `Port ${port} on 127.0.0.1 is used by another program. Stop that program, or set another PORT in .env.`,
    });
    await new Promise((resolve) => server.close(resolve));
    await expect(checkPort('127.0.0.1', port)).resolves.toBeUndefined();
  });

  it('says that a folder cannot be written and what to do', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => checkFolder(join(folder, 'file/data'))).toThrow(/cannot be written .*WINNOW_DATA_DIR/);
    expect(checkFolder(join(folder, 'new/data'))).toBeGreaterThan(0);
  });

  it('puts an IPv6 host in brackets', () => {
    expect(webUrl('::1', 80)).toBe('http://[::1]:80');
    expect(webUrl('127.0.0.1', 8000)).toBe('http://127.0.0.1:8000');
  });
});

describe('fingerprint', () => {
  it('changes with contents, names and additions, and with nothing else', () => {
    const skip = (path: string) => path.endsWith('.test.ts');
    const take = () => fingerprint(folder, ['a', 'missing', 'b.ts'], skip);
    writeFileSync(join(folder, 'b.ts'), 'one');
    const first = take();
    writeFileSync(join(folder, 'b.ts'), 'one');
    writeFileSync(join(folder, 'other.ts'), 'not looked at');
    expect(take()).toBe(first);
    writeFileSync(join(folder, 'b.ts'), 'two');
    const second = take();
    writeFileSync(join(folder, 'missing'), '');
    expect(new Set([first, second, take()]).size).toBe(3);
  });

  it('goes stale with the stamp’s folder', () => {
    const stamp = new Stamp(join(folder, 'stamp'));
    expect(stamp.matches('x')).toBe(false);
    stamp.write('x');
    expect([stamp.matches('x'), stamp.matches('y')]).toEqual([true, false]);
  });
});
