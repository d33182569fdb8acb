import { readEnv } from '@/lib/config/env';
import { requireDatabaseUrl } from '@/lib/data/client';
import { createEgressPolicy } from '@/lib/net/policy';
import type { EgressPolicy } from '@/lib/net/types';

/** contentEgressPolicy is where this deployment fetches content from: the public internet, and what WINNOW_ALLOW_HOSTS opens but its own ports. */
export function contentEgressPolicy(): EgressPolicy {
  const { WINNOW_ALLOW_HOSTS, PORT } = readEnv().values;
  const databasePort = Number(new URL(requireDatabaseUrl()).port || 5432);
  return createEgressPolicy({ allowHosts: WINNOW_ALLOW_HOSTS, ownPorts: [PORT, databasePort] });
}
