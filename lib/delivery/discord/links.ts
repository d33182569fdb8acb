/** The only two places that a message links to: Winnow's own pages and the source. */

/** Discord's limit for the address of a button; a longer source is named, not linked. */
const MAX_URL_LENGTH = 512;

/** Where Winnow's pages are, without a final slash. */
export interface Links {
  baseUrl: string;
}

export const runPage = ({ baseUrl }: Links, runId: string): string => `${baseUrl}/runs/${runId}`;
export const runSecond = (links: Links, runId: string, seconds: number): string =>
  `${runPage(links, runId)}?t=${Math.max(0, Math.floor(seconds))}`;

/** sourceUrl is the address of a source as it may stand in a message; null where it cannot be linked: a sample, a name without a dot, too long. */
export function sourceUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return null;
  url.username = '';
  url.password = '';
  // What would end the link, or be read as markup within it.
  const address = url.href.replace(/[()<>*_~|`\\[\]@!']/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return address.length <= MAX_URL_LENGTH ? address : null;
}
