/** vitest's global set-up for integration tests: one throw-away server with a template database, which each test file clones. */
import { startTemplateServer } from '../lib/data/testing';

export async function setup(): Promise<() => Promise<void>> {
  const server = await startTemplateServer();
  return () => server.discard();
}
