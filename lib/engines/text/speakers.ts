/**
 * Speaker names written into the text (`Adam Stacoviak: Thanks for …`, `COOPER: …`), as many published transcripts have them. A label is
 * believed only when the text as a whole is clearly written that way; `Note:` and `Result:` are not people.
 */

export interface SpeakerLabel {
  /** Offsets of the label with its colon; what is said begins at `end`. */
  start: number;
  end: number;
  name: string;
}

/** At the start of the text, of a line, or after the end of a sentence. */
const LABEL =
  /(?:^|\n[ \t]*|[.!?…"”'’)\]][ \t\n]+|^[ \t]+)((?:[A-Z][\p{L}.'’-]*|\d{1,2})(?:[ ,]{1,2}(?:[A-Z][\p{L}.'’-]*|\d{1,2})){0,4}(?: \([^()\n]{1,24}\))?):(?=\s)/gu;
const NOT_A_PERSON =
  /^(?:note|notes|question|answer|example|result|results|warning|tip|update|edit|source|translator|reviewer|transcript|summary|conclusion|step \d+|part \d+|chapter \d+|day \d+|http|https|ps|re|figure \d+|table \d+)$/i;
/** Fewer labels than this in a text are punctuation, not a script. */
const LEAST_LABELS = 4;

/** findSpeakerLabels finds the labels of a text that is written as a script: at least two names, each at least twice, or one name ≥ 4 times. */
export function findSpeakerLabels(text: string): SpeakerLabel[] {
  const found: SpeakerLabel[] = [];
  const counts = new Map<string, number>();
  for (const match of text.matchAll(LABEL)) {
    const name = match[1]!;
    if (NOT_A_PERSON.test(name)) continue;
    const end = match.index + match[0].length;
    found.push({ start: end - name.length - 1, end, name });
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const recurring = [...counts.values()].filter((count) => count >= 2);
  const isScript = recurring.length >= 2 || recurring.some((count) => count >= LEAST_LABELS);
  if (!isScript || found.length < LEAST_LABELS) return [];
  // A full name that speaks once in a script is a speaker; a single capitalised word once is not.
  return found.filter(({ name }) => counts.get(name)! >= 2 || /^\S+ \S+/.test(name) || name === name.toUpperCase());
}
