import { type Fence, fenced, houseRules } from '../untrusted/fence';

/** Change it with anything that the model is told: answers to other words are not reused. */
export const PROMPT_VERSION = 'analysis-1';

export const FALLACIES = [
  'ad_hominem',
  'appeal_to_authority',
  'appeal_to_emotion',
  'appeal_to_fear',
  'appeal_to_nature',
  'appeal_to_popularity',
  'appeal_to_tradition',
  'appeal_to_ignorance',
  'appeal_to_worse_problems',
  'causal_oversimplification',
  'circular_reasoning',
  'equivocation',
  'false_analogy',
  'false_causality',
  'false_dilemma',
  'guilt_by_association',
  'hasty_generalization',
  'loaded_question',
  'no_true_scotsman',
  'red_herring',
  'slippery_slope',
  'straw_man',
  'sunk_cost',
  'whataboutism',
] as const;

const QUOTES =
  'Every quote is copied word for word from the material, 4 to 40 words long, from one place. A point that you cannot quote is left out. Quotes are looked up; those that are not there are thrown away.';

const READING = [
  'The object has these fields:',
  'short_summary: one or two sentences. summary: what is said, in 80 to 200 words of running text, names and figures first, no introduction.',
  'key_points: up to 8, each a sentence that stands alone, with the quote that it rests on.',
  'chapters: where a new subject begins, up to 6: a title of at most 8 words and the first words of the passage as quote.',
  'claims: up to 15 statements of fact that could be checked. Put each so that it can be read alone (names for pronouns, dates for "last year" only where the material says which), with its quote, and check_worthiness from 0 to 1: how much it matters whether it is true. Leave out opinions, questions, plans and what everybody knows; when unsure, leave it out.',
  'positions: on points that people in the material disagree about: the point as topic (the same words for all its positions), the stance in a sentence, the holder as the material names them (null where it does not), the quote. None where nobody disagrees.',
  `fallacies: only where a speaker really argues so, not where an error is reported or named. name is one of ${FALLACIES.join(', ')}; the quote; cue: the words that give it away; explanation in a sentence; confidence from 0 to 1. Most material has none.`,
  'entities: people, organizations, places, works, dates and figures that it is about, up to 25, spelt as in the material.',
  'relations: up to 10 between two of these entities, each with the quote that says so.',
  QUOTES,
  'Write in the language of the material. Say nothing that it does not say. Empty lists are good answers.',
].join('\n');

export interface PartMaterial {
  /** Already cleaned. */
  title: string;
  author: string;
  description: string;
  contentType: string;
  /** e.g. `part 2 of 7`; empty where there is one. */
  place: string;
  text: string;
}

export interface Prompt {
  system: string;
  user: string;
}

/** readingPrompt asks for everything about one part. What a stranger wrote is inside the fences and nowhere else. */
export function readingPrompt(fence: Fence, { title, author, description, contentType, place, text }: PartMaterial): Prompt {
  const about = [title && `Title: ${title}`, author && `By: ${author}`, description && `Description: ${description}`]
    .filter(Boolean)
    .join('\n');
  return {
    system: `${houseRules(fence)}\n\n${READING}`,
    user: [
      `The item is of the type "${contentType}".${place === '' ? '' : ` You get ${place}; write of this part alone.`}`,
      ...(about === '' ? [] : [fenced(fence, 'about', about)]),
      fenced(fence, 'material', text),
      'Fill in the JSON object about the material.',
    ].join('\n\n'),
  };
}

export interface MergeMaterial {
  title: string;
  parts: { place: string; summary: string }[];
  keyPoints: string[];
  chapters: string[];
  positions: string[];
}

const MERGING = [
  'You get notes on the parts of one item, in order. The notes were made from the strangers’ words, so they are material as well. The object has these fields:',
  'short_summary: one or two sentences on the whole item. summary: 120 to 350 words of running text on the whole, in its order, names and figures first, no introduction, no word about parts.',
  'key_points: the numbers of the 6 to 12 key points that matter most for the whole, without repetition.',
  'chapters: the numbers of up to 12 chapters, spread over the item.',
  'topics: the positions that are about the same contested point, by number, at least two that differ, each under a topic in a few words. None where nobody disagrees.',
  'Write in the language of the notes. Say nothing that they do not say.',
].join('\n');

export function mergePrompt(fence: Fence, { title, parts, keyPoints, chapters, positions }: MergeMaterial): Prompt {
  const numbered = (label: string, items: readonly string[]) =>
    items.length === 0 ? [] : [fenced(fence, label, items.map((text, i) => `[${i}] ${text}`).join('\n'))];
  return {
    system: `${houseRules(fence)}\n\n${MERGING}`,
    user: [
      ...(title === '' ? [] : [fenced(fence, 'about', `Title: ${title}`)]),
      fenced(fence, 'summaries', parts.map(({ place, summary }) => `${place}: ${summary}`).join('\n\n')),
      ...numbered('key-points', keyPoints),
      ...numbered('chapters', chapters),
      ...numbered('positions', positions),
      'Fill in the JSON object about the whole item.',
    ].join('\n\n'),
  };
}
