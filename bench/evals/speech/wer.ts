/** Edits that turn one sequence of words into another, by kind. Their sum over the length of the reference is the word error rate. */
export interface WordErrors {
  substitutions: number;
  deletions: number;
  insertions: number;
}

export const totalErrors = ({ substitutions, deletions, insertions }: WordErrors): number => substitutions + deletions + insertions;

/** countErrors aligns two sequences with the fewest edits (Levenshtein). */
export function countErrors(reference: readonly string[], hypothesis: readonly string[]): WordErrors {
  let row: WordErrors[] = hypothesis.map((_, j) => ({ substitutions: 0, deletions: 0, insertions: j + 1 }));
  row.unshift({ substitutions: 0, deletions: 0, insertions: 0 });
  for (const [i, expected] of reference.entries()) {
    const next: WordErrors[] = [{ substitutions: 0, deletions: i + 1, insertions: 0 }];
    for (const [j, heard] of hypothesis.entries()) {
      const diagonal = row[j]!;
      const substituted = expected === heard ? diagonal : { ...diagonal, substitutions: diagonal.substitutions + 1 };
      const deleted = { ...row[j + 1]!, deletions: row[j + 1]!.deletions + 1 };
      const inserted = { ...next[j]!, insertions: next[j]!.insertions + 1 };
      next.push([deleted, inserted].reduce((best, one) => (totalErrors(one) < totalErrors(best) ? one : best), substituted));
    }
    row = next;
  }
  return row.at(-1)!;
}
