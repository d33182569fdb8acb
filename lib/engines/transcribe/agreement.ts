/** Also loaded inside the speech thread, so relative imports only. */

function bareWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((word) => word !== '');
}

/** Word edits (Levenshtein) that turn one into the other. */
function edits(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, word] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (word === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}

/** agreement is how alike two transcripts are, by words without case and punctuation: 1 the same, 0 nothing in common or both empty. */
export function agreement(a: string, b: string): number {
  const [first, second] = [bareWords(a), bareWords(b)];
  const longer = Math.max(first.length, second.length);
  return longer === 0 ? 0 : 1 - edits(first, second) / longer;
}
