const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

let codes: Map<string, string> | null = null;

/** Every ISO 639-1 code that this runtime has an English name for, by that name. */
function codesByName(): Map<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return new Map(pairs.flatMap((code) => (names.of(code) ? [[names.of(code)!.toLowerCase(), code] as const] : [])));
}

/** languageCode turns what speech APIs call a language (`english`, `en`, `en-US`) into an ISO 639-1 code; null when it is none that we know. */
export function languageCode(name: string): string | null {
  const lower = name.trim().toLowerCase();
  if (/^[a-z]{2}([-_]|$)/.test(lower)) return lower.slice(0, 2);
  codes ??= codesByName();
  return codes.get(lower) ?? null;
}
