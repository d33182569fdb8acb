/**
 * Which IP addresses content may be fetched from. An allow-list: an address passes only when it is ordinary public unicast, so a range that
 * nobody thought of is refused. ipaddr.js names ranges; since those names change between versions (a snapshot test pins them), nothing
 * here asks for a bad name, only for the one good one, and IPv4 inside IPv6 is decoded here.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type AddressVerdict =
  | { ok: true }
  /** `kind` names the range for people (`loopback`, `private`…), without the address: whoever submits a name may not learn where it leads. */
  | { ok: false; kind: string; openable: boolean };

/** What an operator can mean by a private host. Metadata services (link-local), multicast and their kin are not hosts of anyone's. */
const OPENABLE_RANGES = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

/** 64:ff9b::/96 (RFC 6052): how an IPv6-only network with DNS64 writes the public IPv4 internet. */
const NAT64_WELL_KNOWN = [0x64, 0xff9b, 0, 0, 0, 0] as const;
const IPV4_MAPPED = [0, 0, 0, 0, 0, 0xffff] as const;

function startsWith(parts: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((part, i) => parts[i] === part);
}

function lastIPv4(parts: readonly number[]): ipaddr.IPv4 {
  const [high = 0, low = 0] = parts.slice(-2);
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
}

function judgeRange(range: string): AddressVerdict {
  return range === 'unicast' ? { ok: true } : { ok: false, kind: range, openable: OPENABLE_RANGES.has(range) };
}

/**
 * IPv6 passes when it is within 2000::/3, all that IANA has allocated as global unicast, and in none of its special ranges. Mapped and
 * well-known NAT64 addresses reach an IPv4 host, and are judged as that host. The other ways of writing IPv4 in IPv6 (compatible ::a.b.c.d,
 * SIIT, 6to4, Teredo, local NAT64) are obsolete or ambiguous, lie outside that space or in a special range of it, and are refused
 * whatever they hold.
 */
function judgeIPv6(text: string): AddressVerdict {
  if (text.includes('%')) return { ok: false, kind: 'zoned', openable: false };
  // ipaddr.js takes the text ::a.b.c.d for a mapped address, which it is not: without dots there is nothing to mistake.
  const address = ipaddr.IPv6.parse(new URL(`http://[${text}]/`).hostname.slice(1, -1));
  const { parts } = address;
  if (startsWith(parts, IPV4_MAPPED) || startsWith(parts, NAT64_WELL_KNOWN)) return judgeRange(lastIPv4(parts).range());
  const range = address.range();
  const isGlobalUnicastSpace = (parts[0] ?? 0) >> 13 === 0b001;
  if (range === 'unicast' && !isGlobalUnicastSpace) return { ok: false, kind: 'unallocated', openable: false };
  return judgeRange(range);
}

/** judgeAddress judges an address in the notation that URLs and resolvers use (dotted quad, RFC 4291). Anything else is refused. */
export function judgeAddress(text: string): AddressVerdict {
  switch (isIP(text)) {
    case 4:
      return judgeRange(ipaddr.IPv4.parse(text).range());
    case 6:
      return judgeIPv6(text);
    default:
      return { ok: false, kind: 'malformed', openable: false };
  }
}

/** rangeLabel is a range for people: `carrierGradeNat` → `carrier grade nat`. */
export function rangeLabel(kind: string): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
