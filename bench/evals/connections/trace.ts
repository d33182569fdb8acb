/** Reads what `strace -f -e trace=connect` wrote. */
const CONNECT =
  /connect\(\d+, \{sa_family=AF_INET6?, sin6?_port=htons\((\d+)\)[^}]*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/;
const RESOLVER_PORT = 53;
/** glibc asks a connected socket which of its addresses it would use; nothing is sent. */
const PROBE_PORTS = [0, 65535];

export interface Connections {
  total: number;
  byKind: Record<string, number>;
  /** `address:port` of each. */
  unexpected: string[];
}

/** connectionsOf sorts each connect() to an IP address by what it leads to; `kinds` are ports of this machine. Unix sockets lead nowhere. */
export function connectionsOf(trace: string, kinds: Readonly<Record<string, number>>): Connections {
  const result: Connections = { total: 0, byKind: {}, unexpected: [] };
  for (const line of trace.split('\n')) {
    const match = CONNECT.exec(line);
    if (!match) continue;
    const port = Number(match[1]);
    const address = match[2] ?? match[3]!;
    if (PROBE_PORTS.includes(port)) continue;
    result.total += 1;
    const isLocal = /^(?:127\.|::1$|::ffff:127\.)/.test(address);
    const own = Object.entries(kinds).find(([, known]) => known === port)?.[0];
    const kind = port === RESOLVER_PORT ? 'resolver' : isLocal && own ? own : 'unexpected';
    result.byKind[kind] = (result.byKind[kind] ?? 0) + 1;
    if (kind === 'unexpected') result.unexpected.push(`${address}:${port}`);
  }
  return result;
}
