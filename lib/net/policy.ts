import type { AllowedHost } from '@/lib/config/env-fields';
import type { EgressPolicy } from './types';

export interface EgressPolicyInput {
  /** WINNOW_ALLOW_HOSTS, as the environment's schema reads it. */
  allowHosts: readonly AllowedHost[];
  /** Ports of Winnow itself: web, database. */
  ownPorts: readonly number[];
}

/**
 * createEgressPolicy makes the policy for content. A host is opened with one port, by the spelling that URLs will use (a name does not open
 * its address, nor the reverse). Winnow's own ports stay shut on every host, because its database and web may be on another one than this.
 */
export function createEgressPolicy({ allowHosts, ownPorts }: EgressPolicyInput): EgressPolicy {
  return { opened: new Set(allowHosts.flatMap(({ host, port }) => (ownPorts.includes(port) ? [] : [openedKey(host, port)]))) };
}

/** openedKey is how the policy spells a host and port. */
export function openedKey(host: string, port: number): string {
  return `${host}:${port}`;
}
