/** The ways in which one IPv4 address can be written into a URL. */

type Octets = readonly [number, number, number, number];

function octets(address: string): Octets {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return [a, b, c, d];
}

const hex = (n: number): string => n.toString(16);
const octal = (n: number): string => `0${n.toString(8)}`;
const number = ([a, b, c, d]: Octets): number => ((a * 256 + b) * 256 + c) * 256 + d;
const groups = ([a, b, c, d]: Octets): string => `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
const shifted = (text: string, from: string, to: number): string =>
  [...text]
    .map((char) => (char === '.' ? '.' : String.fromCodePoint(to + (char.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0))))
    .join('');

const SPELLINGS: Record<string, (ip: Octets, dotted: string) => string> = {
  dotted: (_ip, dotted) => dotted,
  decimal: (ip) => String(number(ip)),
  hexadecimal: (ip) => `0x${hex(number(ip))}`,
  octal: (ip) => octal(number(ip)),
  'dotted hexadecimal': (ip) => ip.map((n) => `0x${hex(n)}`).join('.'),
  'dotted octal': (ip) => ip.map(octal).join('.'),
  'padded octal': (ip) => ip.map((n) => `0000${n.toString(8)}`).join('.'),
  mixed: ([a, b, c, d]) => `0x${hex(a)}.${octal(b)}.${c * 256 + d}`,
  'two parts': ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
  'three parts': ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  'trailing dot': (_ip, dotted) => `${dotted}.`,
  'full-width digits': (_ip, dotted) => shifted(dotted, '0', 0xff10),
  'mathematical digits': (_ip, dotted) => shifted(dotted, '0', 0x1d7ce),
  'ideographic stops': (_ip, dotted) => dotted.replaceAll('.', '。'),
  'percent-encoded': (_ip, dotted) => [...dotted].map((char) => `%${hex(char.charCodeAt(0))}`).join(''),
  'soft hyphens': (_ip, dotted) => dotted.replaceAll('.', '\u00ad.'),
  mapped: (_ip, dotted) => `[::ffff:${dotted}]`,
  'mapped hexadecimal': (ip) => `[::ffff:${groups(ip)}]`,
  'mapped in full': (ip) => `[0:0:0:0:0:ffff:${groups(ip)}]`,
  compatible: (_ip, dotted) => `[::${dotted}]`,
  NAT64: (ip) => `[64:ff9b::${groups(ip)}]`,
  'local NAT64': (ip) => `[64:ff9b:1::${groups(ip)}]`,
  SIIT: (ip) => `[::ffff:0:${groups(ip)}]`,
  '6to4': (ip) => `[2002:${groups(ip)}::1]`,
  Teredo: ([a, b, c, d]) => `[2001:0:808:808:0:0:${hex((a * 256 + b) ^ 0xffff)}:${hex((c * 256 + d) ^ 0xffff)}]`,
};

/** spellings returns every spelling of an IPv4 address as a URL's host. */
export function spellings(address: string): { how: string; host: string }[] {
  return Object.entries(SPELLINGS).map(([how, spell]) => ({ how, host: spell(octets(address), address) }));
}
