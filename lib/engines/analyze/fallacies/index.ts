import type { Fallacy } from '@/lib/core/runs/content';
import type { Embedder } from '../../embed/types';
import { spanOf } from '../../text/document';
import { fillerShare } from '../../text/filler';
import type { Pace } from '../../text/pace';
import { termsOf } from '../../text/salience';
import type { Sentence, SentenceDocument } from '../../text/sentences';
import { inContext, type NamedFallacy, nameFallacies, type Suspicion, suspicionOf } from './learned/detect';
import { explain } from './learned/explain';
import { type Hit, isAboutFallacies, judge, type Reading, straight, surest } from './read';
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

/** Logit in context from which the learned model speaks up: about one sentence in a hundred of news and lectures (`npm run eval -- fallacy_base_rate`). */
const SUSPICIOUS = -1.35;
/** What the learned model finds is never more than possible. */
const MOST_LEARNED = 0.65;

interface Read {
  sentence: Sentence;
  reading: Reading;
  hit: Hit | null;
  suspicion: Suspicion;
}

/**
 * findFallacies names fallacies in the order of the text, at most one a sentence: those whose wording gives them away by a rule, and as merely
 * `possible` those that a model trained on own writing finds alike in wording, amid others like it. English only: elsewhere nothing is found. Below a
 * confidence of 0.7 a finding is `possible`. Wording alone cannot prove a fallacy, so what reports other people's words counts less, and talk about
 * fallacies is left alone. Throws the pace's or signal's abort and what the embedder throws.
 */
export async function findFallacies(document: SentenceDocument, embedder: Embedder, pace: Pace, signal?: AbortSignal): Promise<Fallacy[]> {
  if (!document.english) return [];
  const reads: Read[] = [];
  for (const [i, sentence] of document.sentences.entries()) {
    await pace();
    const length = sentence.end - sentence.start;
    if (length < LEAST_CHARACTERS || length > LONGEST_CHARACTERS) continue;
    const reading = readingOf(document, i);
    const hit = surest(RULES.flatMap((rule) => judge(rule, reading) ?? []));
    reads.push({ sentence, reading, hit, suspicion: suspicionOf(reading.text) });
  }
  const logits = inContext(reads.map(({ suspicion }) => suspicion.logit));
  const suspects = reads.filter(
    ({ hit, reading, sentence }, i) => !hit && logits[i]! >= SUSPICIOUS && !isAboutFallacies(reading) && !tellsNothing(sentence),
  );
  const texts = suspects.map(({ reading }) => `${reading.before} ${reading.text}`.trim());
  const names = await nameFallacies(texts, embedder, signal);
  const named = new Map(suspects.map((read, i) => [read, names[i]!]));
  return reads.flatMap((read) => {
    const guess = named.get(read);
    if (guess) return [guessed(document, read, guess)];
    return read.hit ? [report(document, read.sentence, document.sentences[read.sentence.index - 1], read.hit)] : [];
  });
}

/** Greetings, verse and offers for sale are no arguments, whatever they sound like. */
const tellsNothing = ({ text }: Sentence): boolean => fillerShare(text, termsOf(text)) >= 1;

/** Draws on the sentence before: the quote then holds both. */
const CONCLUDING = /^["'(]*(?:so|therefore|thus|hence|clearly|obviously|that|this|then|which|it must|he must|she must|they must)\b/i;

function guessed(document: SentenceDocument, { sentence, reading, suspicion }: Read, { name, probability }: NamedFallacy): Fallacy {
  const from = reading.before !== '' && CONCLUDING.test(reading.text) ? document.sentences[sentence.index - 1]!.start : sentence.start;
  const cue = document.text.slice(sentence.start + suspicion.cue.start, sentence.start + suspicion.cue.end).trim();
  return {
    name,
    span: spanOf(document, from, sentence.end),
    cue,
    explanation: explain(name, shown(cue)),
    confidence: Math.min(MOST_LEARNED, LEAST_LEARNED + (MOST_LEARNED - LEAST_LEARNED) * probability),
    status: 'possible',
  };
}

const LEAST_LEARNED = 0.3;

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
