import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from './api-client';
import { EXIT } from './exit-codes';
import { reset } from './reset';

let server: Server;
let folder: string;
let asked: string[];
let status: number;

beforeEach(async () => {
  asked = [];
  status = 200;
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end('{"status":"reset","title":"Conflict","detail":"There is no reset"}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  folder = mkdtempSync(join(tmpdir(), 'winnow-cli-'));
  process.env.PORT = String((server.address() as { port: number }).port);
  process.env.WINNOW_DATA_DIR = folder;
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  delete process.env.PORT;
  delete process.env.WINNOW_DATA_DIR;
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('winnow reset counts from now on, and --undo takes that back', async () => {
  expect(await reset({ json: true })).toBe(EXIT.ok);
  expect(await reset({ undo: true })).toBe(EXIT.ok);
  expect(asked).toEqual(['DELETE /api/performance/reset', 'POST /api/performance/reset/undo']);
});

it('winnow reset --undo says where there is nothing to undo', async () => {
  status = 409;
  await expect(reset({ undo: true })).rejects.toThrow(ApiError);
});
