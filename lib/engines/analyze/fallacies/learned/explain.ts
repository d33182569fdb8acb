/** What each kind does, as the end of `The wording here is that of …`. */
const KINDS: Record<string, string> = {
  ad_hominem: 'an attack on the person instead of the argument',
  appeal_to_authority: 'leaning on somebody who says so instead of on reasons',
  appeal_to_emotion: 'working on feelings where a reason is needed',
  appeal_to_fear: 'frightening where a reason is needed',
  appeal_to_ignorance: 'taking missing proof one way for proof of the other',
  appeal_to_nature: 'taking natural for good and artificial for bad',
  appeal_to_popularity: 'taking what many believe or do for right',
  appeal_to_ridicule: 'mocking a view instead of answering it',
  appeal_to_tradition: 'taking what was long done for right',
  circular_reasoning: 'giving the claim itself as its reason',
  equivocation: 'using one word in two meanings',
  false_analogy: 'treating two things as alike where they differ in what matters',
  false_cause: 'taking what came together, or one after the other, for cause and effect',
  false_dilemma: 'leaving only two ways open where there may be others',
  formal_fallacy: 'a conclusion that does not follow from its premises',
  guilt_by_association: 'condemning an idea by the company it keeps',
  hasty_generalization: 'speaking of all on the strength of a few cases',
  loaded_question: 'a question that takes an accusation for settled',
  no_true_scotsman: 'declaring that whoever does not fit a claim does not count',
  red_herring: 'turning to something else instead of the point',
  slippery_slope: 'taking a first step as bound to end in an extreme',
  straw_man: 'answering a coarser claim than the one that was made',
  whataboutism: "answering a criticism by pointing at somebody else's fault",
};

/** explain says why a sentence was picked out by the learned model, for a kind that it knows. */
export const explain = (name: string, cue: string): string =>
  `The wording, “${cue}” above all, is like ${KINDS[name] ?? 'a fallacy'}. A guess from the wording alone: judge it by the context.`;
