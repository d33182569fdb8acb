/** What to say of an address while it is being typed. The server decides; this only spares a round trip. Pure. */
export interface UrlHint {
  message: string;
  /** What was probably meant; offered as one click. */
  suggestion: string | null;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const HOST_LIKE = /^[^\s/:?#]+\.[a-z]{2,}(:\d+)?([/?#]\S*)?$/i;

/** hintFor returns null where nothing seems wrong, an empty field included. */
export function hintFor(text: string): UrlHint | null {
  const url = text.trim();
  if (url === '' || /^sample:\S+$/.test(url)) return null;
  if (/\s/.test(url)) return { message: 'One address at a time, without spaces.', suggestion: null };
  if (HOST_LIKE.test(url)) return { message: 'The address needs its https:// in front.', suggestion: `https://${url}` };
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (!scheme) return { message: 'This is not an address yet: it starts with http:// or https://.', suggestion: null };
  if (scheme !== 'http' && scheme !== 'https') {
    return { message: `Addresses of the kind ${scheme}: are not supported; use http:// or https://.`, suggestion: null };
  }
  return URL.canParse(url) ? null : { message: 'This address is not complete.', suggestion: null };
}

/** looksLikeUrl tells whether a text is ready to be submitted as it is. */
export function looksLikeUrl(text: string): boolean {
  return text.trim() !== '' && hintFor(text) === null;
}
