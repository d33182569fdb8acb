/** docs/runbooks.md as its page shows it. Of Markdown it uses level-two headings, paragraphs, numbered lists, `code` and *emphasis*. */
export interface Span {
  kind: 'text' | 'code' | 'emphasis';
  text: string;
}

export interface Block {
  kind: 'paragraph' | 'list';
  /** One of a paragraph, one for each point of a list. */
  items: Span[][];
}

export interface RunbookSection {
  /** Empty of what stands before the first heading. */
  heading: string;
  anchor: string;
  blocks: Block[];
}

function spansOf(text: string): Span[] {
  return text.split(/(`[^`]+`|\*[^*]+\*)/).flatMap((part): Span[] => {
    if (part === '') return [];
    if (part.length > 2 && part.startsWith('`')) return [{ kind: 'code', text: part.slice(1, -1) }];
    if (part.length > 2 && part.startsWith('*')) return [{ kind: 'emphasis', text: part.slice(1, -1) }];
    return [{ kind: 'text', text: part }];
  });
}

function blockOf(chunk: string): Block {
  if (!/^1\. /.test(chunk)) return { kind: 'paragraph', items: [spansOf(chunk.replace(/\s+/g, ' '))] };
  const points = chunk.split(/\n(?=\d+\. )/).map((point) => point.replace(/^\d+\. /, '').replace(/\s+/g, ' '));
  return { kind: 'list', items: points.map(spansOf) };
}

/** runbookSections reads the text; what stands before the first section is one without a heading. */
export function runbookSections(markdown: string): RunbookSection[] {
  return markdown.split(/^## /m).map((part, i): RunbookSection => {
    const [first = '', ...rest] = part.trim().split('\n');
    const heading = i === 0 ? '' : first;
    const chunks = rest
      .join('\n')
      .trim()
      .split(/\n{2,}/);
    return { heading, anchor: heading.toLowerCase().replaceAll(' ', '-'), blocks: chunks.filter(Boolean).map(blockOf) };
  });
}
