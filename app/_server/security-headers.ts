/**
 * The one style sheet that a dependency (sonner, the toasts) writes into the page by itself, without a nonce. `''` is allowed too, because it adds the
 * empty element first and the text afterwards. A test compares the first hash with the pinned package.
 */
export const TOAST_STYLE_HASHES = [
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
];

/** pagePolicy is the Content-Security-Policy of a page: only our own files, scripts and styles that carry this response's nonce, no frames. */
export function pagePolicy(nonce: string, development: boolean): string {
  // The development server evaluates code and writes style elements of its own.
  const scripts = development ? `'self' 'nonce-${nonce}' 'strict-dynamic' 'unsafe-eval'` : `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  const styles = development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}' ${TOAST_STYLE_HASHES.join(' ')}`;
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** What the API answers is data, some of it a stranger's: never a document that may run or load anything. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
