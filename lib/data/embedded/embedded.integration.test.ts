import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, embeddedUrl, startEmbeddedPostgres } from '.';
import { runningPostmaster } from './record';
import { startThrowawayPostgres } from './throwaway';

const DURABLE = { max_connections: 20 };

let directory: string;
let discard: () => Promise<void>;

beforeAll(async () => {
  const server = await startThrowawayPostgres(DURABLE);
  await query(server, 'create database winnow', 'postgres');
  await query(server, 'create table note (id int)');
  ({ directory, discard } = server);
});

afterAll(() => discard());

async function query(server: EmbeddedPostgres, sql: string, database?: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url(database) });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const start = () => startEmbeddedPostgres({ directory, settings: DURABLE });

async function killServer(server: EmbeddedPostgres): Promise<void> {
  process.kill(runningPostmaster(server.dataDirectory)?.pid ?? Number.NaN, 'SIGKILL');
  while (server.isRunning()) await sleep(5);
}

describe('startEmbeddedPostgres', () => {
  it('adopts a server that outlived its starter', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ adopted: true, port: first.port });
    expect(embeddedUrl(directory)).toBe(first.url());
  });

  it('keeps what was committed before the server was killed', async () => {
    await query(await start(), 'insert into note values (1)');
    await killServer(await start());
    expect(embeddedUrl(directory)).toBeNull();
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(await query(server, 'select id from note')).toEqual([{ id: 1 }]);
  });

  it('is not held up by a pid file whose pid now belongs to another process', async () => {
    const server = await start();
    const pidFile = join(server.dataDirectory, 'postmaster.pid');
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    await server.stop();
    writeFileSync(pidFile, [process.ppid, ...lines.slice(1)].join('\n'));
    expect((await start()).adopted).toBe(false);
  });

  it('takes another port while its own is busy', async () => {
    const server = await start();
    await server.stop();
    const squatter = createServer().listen(server.port, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    try {
      const moved = await start();
      expect(moved.port).not.toBe(server.port);
      expect(await query(moved, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      squatter.close();
    }
  });

  it('says which version wrote the data when another one is to read it', async () => {
    const server = await start();
    await server.stop();
    const versionFile = join(server.dataDirectory, 'PG_VERSION');
    const version = readFileSync(versionFile, 'utf8');
    writeFileSync(versionFile, '9\n');
    await expect(start()).rejects.toMatchObject({
      code: 'database_unavailable',
      message: expect.stringContaining('written by PostgreSQL 9'),
    });
    writeFileSync(versionFile, version);
  });

  it('moves data aside whose password is lost, and starts empty', async () => {
    await (await start()).stop();
    rmSync(join(directory, 'postgres.json'));
    const server = await start();
    expect(await query(server, 'select datname from pg_database where datname = $$winnow$$', 'postgres')).toEqual([]);
    expect(readdirSync(directory).filter((name) => name.startsWith('postgres.without-record-'))).toHaveLength(1);
  });

  it('says that it cannot make its folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'winnow-file-'));
    writeFileSync(join(folder, 'file'), '');
    await expect(startEmbeddedPostgres({ directory: join(folder, 'file/data') })).rejects.toMatchObject({ code: 'database_unavailable' });
    rmSync(folder, { recursive: true });
  });
});
