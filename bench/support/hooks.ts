import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Hooks {
  port: number;
  url(n: number): string;
  /** What was taken, in its order: also what was not answered. */
  taken: { path: string; id: string }[];
  fate: () => 'refuse' | 'lose' | null;
  close(): Promise<void>;
}

/** startHooks takes what is posted to so many callback URLs. */
export async function startHooks(count: number): Promise<Hooks> {
  const server = createServer(async (request, response) => {
    const fate = hooks.fate();
    if (fate === 'refuse') return void request.socket.destroy();
    for await (const _ of request);
    hooks.taken.push({ path: request.url ?? '', id: String(request.headers['webhook-id']) });
    if (fate === 'lose') return void request.socket.destroy();
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hooks: Hooks = {
    port,
    taken: [],
    fate: () => null,
    url: (n) => `http://127.0.0.1:${port}/hook/${n % count}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return hooks;
}
