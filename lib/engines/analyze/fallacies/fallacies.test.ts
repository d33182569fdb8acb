import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../embed/types';
import { createPace } from '../../text/pace';
import { splitSentences } from '../../text/sentences';
import { findFallacies } from './index';

/** Names nothing by meaning: what a suspicion is called does not matter here. */
const embedder: Embedder = { model: 'none@1', dimension: 384, embed: async (texts) => texts.map(() => new Float32Array(384)) };

const fallaciesOf = async (text: string) => {
  const pace = createPace();
  const segments = [{ text, speaker: null, startSeconds: null, endSeconds: null, confidence: null }];
  return findFallacies(await splitSentences({ origin: 'article', language: 'en', engine: 'test', segments }, pace), embedder, pace);
};

const TELLING =
  'The council met on Tuesday. It approved the new bridge, which will cost twelve million. The ferry has run since 1962. Engineers found cracks in both piers. Work begins in spring.';

/** Name, a sentence that commits it, and one that looks like it and does not. */
const CASES: [string, string, string][] = [
  ['ad_hominem', 'You are just a stupid liar.', 'Nobody thinks you are stupid for asking.'],
  ['guilt_by_association', 'Hitler also liked public motorways.', 'Hitler came to power in 1933.'],
  ['appeal_to_authority', 'No, my uncle always says the tax is theft.', 'My uncle told me a story about the tax office.'],
  ['appeal_to_popularity', 'Ten million customers cannot be wrong.', 'Ten million customers bought the phone last year.'],
  ['whataboutism', 'But what about all the money your party wasted?', 'What about the second chapter?'],
  ['red_herring', 'There are more important problems to worry about.', 'There are two important problems in this chapter.'],
  ['straw_man', 'So you think we should let everyone starve.', 'So you think the bridge opens in May?'],
  ['no_true_scotsman', 'No true patriot would sell that land.', 'No real number solves this equation.'],
  [
    'slippery_slope',
    'If we allow phones in class, soon nobody will read and it will be chaos.',
    'If we allow the dough to rest, it will be softer.',
  ],
  ['false_dilemma', 'If you oppose this law, you support crime.', 'If you oppose the motion, raise your hand.'],
  ['hasty_generalization', 'All politicians are thieves.', 'Not all politicians are thieves.'],
  ['false_cause', 'I wore my lucky socks and we won the match.', 'I wore my warm socks and we walked to the match.'],
  ['circular_reasoning', 'He is right because he is.', 'He is right because the figures agree with him.'],
  ['appeal_to_ignorance', 'Nobody has ever proven that ghosts are fake, so they must exist.', 'Nobody has ever proven that conjecture.'],
  ['appeal_to_tradition', 'We have always done it this way.', 'We have always lived near the river.'],
  ['appeal_to_nature', 'It is safe because it is natural.', 'The plant burns natural gas because it is cheap.'],
  ['appeal_to_emotion', 'How dare you ask for the figures!', 'How would you calculate the figures?'],
  ['appeal_to_fear', 'This music will destroy our youth and we are next!', 'The storm could destroy the old pier.'],
  ['loaded_question', 'Have you stopped lying to the voters?', 'Have you stopped at the new bakery?'],
];

describe('findFallacies', () => {
  it.each(CASES)('finds %s and leaves its near miss alone', async (name, committed, harmless) => {
    const [found] = await fallaciesOf(committed);
    expect(found?.name).toBe(name);
    expect(committed).toContain(found!.span.quote);
    expect(found!.span.quote).toContain(found!.cue);
    expect(found!.explanation).toContain(found!.cue);
    expect(found!.status).toBe(found!.confidence >= 0.7 ? 'likely' : 'possible');
    expect(await fallaciesOf(`${TELLING} ${harmless}`)).toEqual([]);
  });

  it('picks out what argues like a fallacy though no rule knows its words, as possible only', async () => {
    const [found] = await fallaciesOf('He is a painter, so his opinion about the dam is worthless. Everybody like him should be quiet.');
    expect(found).toMatchObject({ status: 'possible' });
    expect(found!.confidence).toBeLessThan(0.7);
    expect(found!.explanation).toContain(found!.cue);
  });

  it('quotes the reason with the conclusion that leans on it', async () => {
    const text = 'Our mayor was seen with a gambler. So he must be a criminal, and nobody should believe him.';
    const [found] = await fallaciesOf(text);
    expect(found!.span.quote).toBe(text);
  });

  it('leaves plain telling alone', async () => {
    expect(await fallaciesOf(TELLING)).toEqual([]);
  });

  it('is less sure of words that are reported', async () => {
    const [said] = await fallaciesOf('All refugees are criminals.');
    const [told] = await fallaciesOf('Mr Smith said that all refugees are criminals.');
    expect(told!.confidence).toBeLessThan(said!.confidence);
    expect(told!.status).toBe('possible');
  });

  it('leaves talk about fallacies alone', async () => {
    expect(await fallaciesOf('A slippery slope is: if we allow this, soon nobody will be free.')).toEqual([]);
  });

  it.each(['', 'Word', 'a'.repeat(200_000), '\u0000\uD800 ?!'])('finds nothing in what is no sentence', async (text) => {
    expect(await fallaciesOf(text)).toEqual([]);
  });

  it('reads hostile lengths, and quotes only what is there', async () => {
    const text = 'if you allow '.repeat(5_000);
    for (const { span, status } of await fallaciesOf(text)) {
      expect(text).toContain(span.quote);
      expect(status).toBe('possible');
    }
  });
});
