/** HTML → document, within limits. Runs in the reading thread, which is ended when it takes too long. */
import { parseHTML } from 'linkedom';
import { WinnowError } from '../../../base/errors';

/** Pages nest some dozens deep. Deeper ones are made to break readers: work grows with the square of the depth. */
const MAX_DEPTH = 400;
/** The longest articles have some ten thousand. */
export const MAX_ELEMENTS = 60_000;

function tooComplex(what: string): WinnowError {
  return new WinnowError('unsupported_site', `the page is too complex to read: ${what}`);
}

/** Elements have a start and mostly an end; without so many brackets a page cannot hold too many, and looking for them costs nothing. */
const MAX_BRACKETS = 4 * MAX_ELEMENTS;

function refuseBrackets(html: string): void {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) count += 1;
  if (count > MAX_BRACKETS) throw tooComplex(`more than ${MAX_ELEMENTS} elements`);
}

/** openDocument parses a page. @throws `unsupported_site` for one that nests too deep or holds too much. */
export function openDocument(html: string): Document {
  refuseBrackets(html);
  // Without an <html> linkedom makes a document without a body.
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`);
  let depth = 0;
  let elements = 0;
  let element: Element | null = document.documentElement;
  while (element) {
    elements += 1;
    if (elements > MAX_ELEMENTS) throw tooComplex(`more than ${MAX_ELEMENTS} elements`);
    if (depth > MAX_DEPTH) throw tooComplex(`more than ${MAX_DEPTH} levels`);
    if (element.firstElementChild) {
      element = element.firstElementChild;
      depth += 1;
      continue;
    }
    while (element && !element.nextElementSibling) {
      element = element.parentElement;
      depth -= 1;
    }
    element = element?.nextElementSibling ?? null;
  }
  return document;
}
