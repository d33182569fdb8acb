/** The readable text of a page, by Mozilla's Readability, as paragraphs. */
import { Readability } from '@mozilla/readability';
import { tidyParagraphs } from '../text/paragraphs';
import { MAX_ELEMENTS } from './document';

export interface ReadableText {
  title: string | null;
  byline: string | null;
  siteName: string | null;
  publishedTime: string | null;
  paragraphs: string[];
}

const BLOCK =
  /^(?:P|DIV|SECTION|ARTICLE|LI|UL|OL|DL|DT|DD|BLOCKQUOTE|H[1-6]|PRE|TABLE|TR|FIGURE|FIGCAPTION|HR|ADDRESS|DETAILS|SUMMARY|MAIN|HEADER|FOOTER|ASIDE)$/;
const SILENT = /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|IFRAME|BUTTON|SELECT|TEXTAREA|SVG|MATH|OBJECT)$/;
const SPACE = /^(?:BR|TD|TH)$/;
const TEXT_NODE = 3;
/** A page's own articles are longer, but a short notice is one too; Readability would pass it over by default (500). */
const LEAST_CHARACTERS = 200;

/** The next node in document order that is not within `node`; null at the end of `root`. Tells of each block that is left. */
function following(node: Node, root: Node, onBlockEnd: () => void): Node | null {
  for (let at: Node | null = node; at !== null && at !== root; at = at.parentNode) {
    if (BLOCK.test(at.nodeName.toUpperCase())) onBlockEnd();
    if (at.nextSibling) return at.nextSibling;
  }
  return null;
}

/** paragraphsOfElement walks an element's text and parts it where blocks do. Without recursion. */
export function paragraphsOfElement(root: Node): string[] {
  const paragraphs: string[] = [];
  let current = '';
  const finish = (): void => {
    if (current !== '') paragraphs.push(current);
    current = '';
  };
  for (let node: Node | null = root; node !== null; ) {
    const name: string = node.nodeName.toUpperCase();
    if (node.nodeType === TEXT_NODE) current += node.nodeValue ?? '';
    else if (SPACE.test(name)) current += ' ';
    else if (BLOCK.test(name)) finish();
    node = (SILENT.test(name) ? null : node.firstChild) ?? following(node, root, finish);
  }
  finish();
  return tidyParagraphs(paragraphs);
}

/** readableText changes the document; read everything else before. Empty paragraphs when Readability finds no article. */
export function readableText(document: Document): ReadableText {
  const article = new Readability<Element>(document, {
    serializer: (node) => node as Element,
    charThreshold: LEAST_CHARACTERS,
    maxElemsToParse: MAX_ELEMENTS,
  }).parse();
  return {
    title: article?.title ?? null,
    byline: article?.byline ?? null,
    siteName: article?.siteName ?? null,
    publishedTime: article?.publishedTime ?? null,
    paragraphs: article?.content ? paragraphsOfElement(article.content) : [],
  };
}
