/** What the cases that must be allowed share. */
import type { RequestListener } from 'node:http';
import type { World, WorldOptions } from './world';

export interface Allowed {
  name: string;
  options?: WorldOptions;
  run: (world: World) => Promise<void>;
}

export const CONTENT = 'the content';

/** Says what it was asked for, so that a case can see that it reached the right place. */
export const echo: RequestListener = (request, response) => {
  response.end(`${CONTENT} of ${request.headers.host}${request.url}`);
};

/** A stand-in behind a name (or a bare address) on both web ports. */
export async function site(
  { standIns, certificate }: World,
  name: string | null,
  addresses: readonly string[],
  listener: RequestListener = echo,
): Promise<void> {
  if (name !== null) standIns.name(name, addresses);
  for (const address of addresses) {
    await standIns.serve(address, 80, listener);
    await standIns.serve(address, 443, listener, certificate);
  }
}

/** Hosts that an operator opened. */
export const OPENED: WorldOptions = {
  allowHosts: [
    { host: '192.168.1.20', port: 8080 },
    { host: 'fd00::20', port: 8080 },
    { host: '127.0.0.1', port: 9000 },
    { host: 'localhost', port: 9000 },
    { host: 'nas', port: 9000 },
    { host: 'media.local', port: 80 },
    { host: 'files.example.com', port: 8443 },
  ],
  ownPorts: [8000, 5432],
};
