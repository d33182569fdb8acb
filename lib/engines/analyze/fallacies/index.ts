import type { Fallacy } from '@/lib/core/runs/content';
import { spanOf } from '../../text/document';
import type { Pace } from '../../text/pace';
import type { Sentence, SentenceDocument } from '../../text/sentences';
import { type Hit, judge, type Reading, straight, surest } from './read';
import { FEELING_RULES } from './rules/feelings';
import { PEOPLE_RULES } from './rules/people';
import { REASONING_RULES } from './rules/reasoning';

const RULES = [...PEOPLE_RULES, ...REASONING_RULES, ...FEELING_RULES];
/** Longer is no sentence; shorter argues nothing. */
const LONGEST_CHARACTERS = 900;
const LEAST_CHARACTERS = 12;
const LIKELY = 0.7;
/** A cue is shown inside an explanation; longer ones are cut at a word. */
const SHOWN_CUE = 90;

/**
 * findFallacies names the fallacies whose wording gives them away, in the order of the text, at most one a sentence. English only: elsewhere
 * the rules have nothing to read and nothing is found. Below a confidence of 0.7 a finding is `possible`. Wording alone cannot prove a
 * fallacy, so what reports other people's words counts less, and talk about fallacies is left alone. Throws only the pace's abort.
 */
export async function findFallacies(document: SentenceDocument, pace: Pace): Promise<Fallacy[]> {
  if (!document.english) return [];
  const found: Fallacy[] = [];
  for (const [i, sentence] of document.sentences.entries()) {
    await pace();
    const length = sentence.end - sentence.start;
    if (length < LEAST_CHARACTERS || length > LONGEST_CHARACTERS) continue;
    const reading = readingOf(document, i);
    const hit = surest(RULES.flatMap((rule) => judge(rule, reading) ?? []));
    if (hit) found.push(report(document, sentence, document.sentences[i - 1], hit));
  }
  return found;
}

function readingOf(document: SentenceDocument, i: number): Reading {
  const { sentences, text } = document;
  const here = sentences[i]!;
  const read = (other: Sentence | undefined): string =>
    other && other.block === here.block && other.end - other.start <= LONGEST_CHARACTERS
      ? straight(text.slice(other.start, other.end))
      : '';
  return { text: read(here), before: read(sentences[i - 1]), after: read(sentences[i + 1]) };
}

function report(document: SentenceDocument, sentence: Sentence, previous: Sentence | undefined, hit: Hit): Fallacy {
  const cue = document.text.slice(sentence.start + hit.start, sentence.start + hit.end).trim();
  const from = hit.rule.before && previous ? previous.start : sentence.start;
  return {
    name: hit.rule.name,
    span: spanOf(document, from, sentence.end),
    cue,
    explanation: hit.rule.why(shown(cue)),
    confidence: hit.confidence,
    status: hit.confidence >= LIKELY ? 'likely' : 'possible',
  };
}

function shown(cue: string): string {
  const line = cue.replace(/\s+/g, ' ');
  return line.length <= SHOWN_CUE ? line : `${line.slice(0, line.lastIndexOf(' ', SHOWN_CUE))} …`;
}
