/** Bytes → text, for pages and files that say in many ways, or not at all, how they are written. */

/** 0x80..0x9f of windows-1252. Node 20 decodes them as the control characters of ISO 8859-1 (nodejs/node#56542). */
const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function decode(decoder: TextDecoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  return text.replace(/[\x80-\x9f]/g, (control) => C1.charAt(control.charCodeAt(0) - 0x80));
}

function decoderFor(label: string | null | undefined): TextDecoder | null {
  if (!label) return null;
  try {
    return new TextDecoder(label.trim());
  } catch {
    return null;
  }
}

function byBom(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** `<meta charset>`, `<meta http-equiv>` or an XML declaration, in the first part of the page. */
function byMarkup(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const label =
    /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["']([^"']{1,40})["']/i.exec(start)?.[1] ??
    /<meta[^>]{0,500}\bcharset\s*=\s*["']?\s*([^\s"'/>;]{1,40})/i.exec(start)?.[1] ??
    null;
  // A page whose mark-up could be read byte by byte is not in UTF-16, whatever it says (WHATWG HTML, prescan).
  return label && /^utf-16/i.test(label) ? 'utf-8' : label;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** UTF-8 with a broken byte here and there stays UTF-8; in other charsets hardly any two bytes happen to form a character. */
function guess(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = count(text, /\ufffd/g);
  const foreign = broken === 0 ? 0 : count(text, /[^\0-\x7f]/g);
  return broken * 2 <= foreign ? text : decode(new TextDecoder('windows-1252'), bytes);
}

/**
 * decodeBytes decodes by byte order mark, Content-Type, mark-up, in this order; without any of them as UTF-8 where the bytes look like it,
 * else as windows-1252. A charset that nobody knows is passed over.
 */
export function decodeBytes(bytes: Uint8Array, contentType: string | null): string {
  const declared = /charset\s*=\s*"?([^\s;"]{1,40})/i.exec(contentType ?? '')?.[1];
  const decoder = decoderFor(byBom(bytes)) ?? decoderFor(declared) ?? decoderFor(byMarkup(bytes));
  return decoder ? decode(decoder, bytes) : guess(bytes);
}
