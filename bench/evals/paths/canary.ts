import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export interface Canary {
  port: number;
  /** Every http(s) address in a text made to lead here. */
  lead(text: string): string;
  hits(): number;
  close(): Promise<void>;
}

/** startCanary counts connections that nobody should make. */
export async function startCanary(): Promise<Canary> {
  let hits = 0;
  const server = createServer((socket) => {
    hits += 1;
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\nsecret');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    lead: (text) => text.replace(/https?:\/\/[^\s"'<>;]+/g, `http://127.0.0.1:${port}/evil.dtd`),
    hits: () => hits,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}
