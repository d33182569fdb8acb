/** Speaker labels and stage notes: how a transcript is written down, apart from what is said in it. */

/** "LEMON:", "Project Manager:", "Mireille Reece, PsyD:" or "Speaker 2:" at the start of a line. */
const LINE_LABEL = /^[ \t]*(\p{Lu}[\p{L}\d.'’&-]*(?:,?[ \t]+(?:\p{Lu}[\p{L}\d.'’&()-]*|\d{1,2}|and|of|the)){0,5})[ \t]?:(?=\s|$)/gmu;
/** A label in capitals within a line, after a sentence's end: where line breaks were lost. */
const INLINE_LABEL = /(?<=[.?!)\]"”—-]\s)(\p{Lu}[\p{Lu}.'’ -]{1,30}):(?=\s)/gu;
/** "(Applause)", "[laughs]", "♪": at most six words. */
const NOTE = /[([]\s*[\p{L}'’]+(?:[ ,-]+[\p{L}'’\d:.]+){0,5}\s*[)\]]|[♪♫]+/gu;

export interface SpokenText {
  /** Without labels and notes. */
  words: string;
  /** The label of each turn, in order. */
  speakers: string[];
  /** Notes in lower case, e.g. `(applause)`. */
  notes: string[];
}

export function separateSpeech(text: string): SpokenText {
  const speakers: string[] = [];
  const notes: string[] = [];
  const keepLabel = (_: string, label: string) => {
    speakers.push(label.trim());
    return '';
  };
  const words = text
    .replace(NOTE, (note) => {
      notes.push(note.toLowerCase());
      return ' ';
    })
    .replace(LINE_LABEL, keepLabel)
    .replace(INLINE_LABEL, keepLabel);
  return { words, speakers, notes };
}
