import { readFileSync } from 'node:fs';

/** readJsonl parses one JSON object per non-empty line and names the line that is not one. */
export function readJsonl(file: string): Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      try {
        return JSON.parse(line) as Record<string, unknown>;
      } catch (error) {
        throw new Error(`${file}:${number} is not JSON: ${String(error)}`);
      }
    });
}
