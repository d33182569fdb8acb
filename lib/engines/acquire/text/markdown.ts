/** Markdown read as text: what is mark-up goes, what is said stays. */
import { cleanLine } from './clean';
import { textOfMarkup } from './entities';
import { tidyParagraphs } from './paragraphs';

export interface MarkdownText {
  title: string | null;
  author: string | null;
  date: string | null;
  paragraphs: string[];
}

const FRONT_MATTER = /^---\n([\s\S]{0,10000}?)\n(?:---|\.\.\.)\n/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
const FENCE = /^ {0,3}(```|~~~)/;
const RULE = /^ {0,3}(?:[-*_] ?){3,}$|^ {0,3}=+$|^\s*\|?[\s:|-]+\|[\s:|-]*$/;
const LIST_ITEM = /^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?/;

/** Looks for keys only; a front matter is data that nobody vouches for, and needs no YAML. */
function frontMatterValue(frontMatter: string, key: string): string | null {
  const value = new RegExp(`^${key}:[ \\t]*(.+)$`, 'im').exec(frontMatter)?.[1];
  return cleanLine(value?.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

function inline(line: string): string {
  return textOfMarkup(line)
    .replace(/!\[([^\][]{0,300})\]\([^()\s]{0,2000}(?:\s[^()]{0,200})?\)/g, '$1')
    .replace(/\[([^\][]{1,1000})\](?:\([^()\s]{0,2000}(?:\s[^()]{0,200})?\)|\[[^\][]{0,200}\])/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)([^*_~]{1,2000})\1/g, '$2')
    .replace(/(?<![\w*])([*_])(?=\S)([^*_]{1,2000})\1(?![\w*])/g, '$2')
    .replace(/`+([^`]{1,2000})`+/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, '$1');
}

/** markdownText gives paragraphs (headings and list items are their own) and what the file says of itself. Code blocks stay, as text. */
export function markdownText(text: string): MarkdownText {
  const normal = text.replace(/\r\n?/g, '\n').replace(/^\ufeff/, '');
  const frontMatter = FRONT_MATTER.exec(normal)?.[1] ?? '';
  const lines = normal.slice(frontMatter === '' ? 0 : (FRONT_MATTER.exec(normal)?.[0].length ?? 0)).split('\n');
  const paragraphs: string[] = [];
  let current: string[] = [];
  let title: string | null = null;
  let fenced = false;
  const finish = (): void => {
    if (current.length > 0) paragraphs.push(current.join(' '));
    current = [];
  };
  for (const line of lines) {
    if (FENCE.test(line)) {
      fenced = !fenced;
      finish();
    } else if (fenced) {
      current.push(line);
    } else if (line.trim() === '' || RULE.test(line)) {
      finish();
    } else {
      const heading = HEADING.exec(line);
      if (heading || LIST_ITEM.test(line)) finish();
      const said = inline(heading ? (heading[2] ?? '') : line.replace(/^[ \t]{0,8}(?:>[ \t]?)+/, '').replace(LIST_ITEM, ''));
      if (heading?.[1] === '#') title ??= cleanLine(said);
      current.push(said);
      if (heading) finish();
    }
  }
  finish();
  return {
    title: frontMatterValue(frontMatter, 'title') ?? title,
    author: frontMatterValue(frontMatter, 'author'),
    date: frontMatterValue(frontMatter, 'date'),
    paragraphs: tidyParagraphs(paragraphs),
  };
}
