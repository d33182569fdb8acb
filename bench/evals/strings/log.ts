import { readFileSync } from 'node:fs';

/** Shorter than this a line proves nothing: other lines hold it too. */
const TELLING = 12;

/** forgedLines gives the lines of a log that a string made: each line that is no JSON of ours and is made of one of them. */
export function forgedLines(file: string, cases: readonly { text: string }[]): string[] {
  const pieces = cases.flatMap(({ text }) => text.split(/[\r\n]+/)).filter((piece) => piece.trim().length >= TELLING);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !isOurs(line))
    .filter((line) => pieces.some((piece) => line.startsWith(piece)));
}

function isOurs(line: string): boolean {
  try {
    const { level, time } = JSON.parse(line) as { level?: unknown; time?: unknown };
    return level !== undefined && time !== undefined;
  } catch {
    return false;
  }
}
