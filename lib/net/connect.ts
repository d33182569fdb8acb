/** From a host and port to a connected socket: resolve, check every address, dial only what was checked. */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { WinnowError } from '@/lib/base/errors';
import { judgeAddress, rangeLabel } from './address';
import { within } from './deadline';
import { networkError } from './failures';
import { openedKey } from './policy';
import type { EgressPolicy, NetworkSeams } from './types';

/** A name with hundreds of addresses is not tried to its end. */
const MAX_ADDRESSES_TRIED = 4;
/** How long an address may keep us waiting while there is another one to try. */
const NEXT_ADDRESS_AFTER_MS = 3000;

/** systemNetwork resolves as the system does (/etc/hosts included, so that nothing sees another answer than the check did). */
export const systemNetwork: NetworkSeams = {
  resolve: async (hostname) => (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address),
  dial: (address, port) => connect({ host: address, port }),
};

/** checkedAddresses resolves a host that judgeUrl let through. One forbidden address among the answers refuses them all: `forbidden_address`. */
async function checkedAddresses(host: string, port: number, policy: EgressPolicy, network: NetworkSeams): Promise<string[]> {
  const addresses = isIP(host) ? [host] : [...new Set(await network.resolve(host))];
  if (addresses.length === 0) throw new WinnowError('source_unreachable', `${host} has no address.`);
  const opened = policy.opened.has(openedKey(host, port));
  for (const address of addresses) {
    const verdict = judgeAddress(address);
    if (verdict.ok || (opened && verdict.openable)) continue;
    throw new WinnowError('forbidden_address', `${host} leads to an address that is not public (${rangeLabel(verdict.kind)}).`);
  }
  return addresses.slice(0, MAX_ADDRESSES_TRIED);
}

/** connected waits for a socket's `event`. The socket is destroyed when that fails, and keeps a listener: a late error must not end the process. */
function connected<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  timeoutMs: number | null,
  signal: AbortSignal,
): Promise<S> {
  let timer: NodeJS.Timeout | undefined;
  const settled = new Promise<S>((resolve, reject) => {
    socket.once(event, () => resolve(socket)).on('error', reject);
    socket.once('close', () => reject(Object.assign(new Error('closed while connecting'), { code: 'ECONNRESET' })));
    if (timeoutMs !== null) timer = setTimeout(() => reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })), timeoutMs);
  });
  return within(settled, signal)
    .catch((error: unknown) => {
      socket.destroy();
      throw error;
    })
    .finally(() => clearTimeout(timer));
}

/** connectChecked resolves, checks and connects, trying the addresses in turn. Rejects with a WinnowError. */
export async function connectChecked(
  host: string,
  port: number,
  policy: EgressPolicy,
  network: NetworkSeams,
  signal: AbortSignal,
): Promise<Socket> {
  try {
    const addresses = await within(checkedAddresses(host, port, policy, network), signal);
    let failure: unknown;
    for (const [i, address] of addresses.entries()) {
      const patienceMs = i === addresses.length - 1 ? null : NEXT_ADDRESS_AFTER_MS;
      try {
        return await connected(network.dial(address, port), 'connect', patienceMs, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        failure = error;
      }
    }
    throw failure;
  } catch (error) {
    throw networkError(error, host);
  }
}

/** secure puts TLS on a connected socket; the certificate must be valid for the host's name, whatever the environment says. */
export async function secure(socket: Socket, host: string, network: NetworkSeams, signal: AbortSignal): Promise<TLSSocket> {
  try {
    const tls = connectTls({
      socket,
      host,
      ...(isIP(host) ? {} : { servername: host }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
      ...(network.ca === undefined ? {} : { ca: network.ca }),
    });
    return await connected(tls, 'secureConnect', null, signal);
  } catch (error) {
    throw networkError(error, host);
  }
}
