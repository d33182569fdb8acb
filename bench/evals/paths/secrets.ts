/** What files of this machine that traversals and entities name begin with, or hold. */
const SECRETS: readonly [string, RegExp][] = [
  ['/etc/passwd', /root:[^:\n]*:0:0:/],
  ['/etc/shadow', /root:[$!*]/],
  ['win.ini', /\[(?:fonts|extensions|mci extensions)\]/i],
  ['package.json', /"private":\s*true/],
  ['the canary', /^secret$/m],
  ['an expanded entity', /(?:ha){1000}/],
];

/** leaked names what of this machine a text holds; null where it holds none. */
export function leaked(text: string): string | null {
  return SECRETS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
