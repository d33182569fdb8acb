/** What the names of the fallacy finder are called in each evaluation set; a name that a set does not have finds nothing there. */

export const LOGIC_LABELS: Record<string, string> = {
  hasty_generalization: 'faulty generalization',
  false_analogy: 'faulty generalization',
  slippery_slope: 'faulty generalization',
  ad_hominem: 'ad hominem',
  guilt_by_association: 'ad hominem',
  whataboutism: 'ad hominem',
  appeal_to_popularity: 'ad populum',
  false_cause: 'false causality',
  circular_reasoning: 'circular reasoning',
  appeal_to_emotion: 'appeal to emotion',
  appeal_to_fear: 'appeal to emotion',
  appeal_to_ridicule: 'appeal to emotion',
  red_herring: 'fallacy of relevance',
  appeal_to_tradition: 'fallacy of relevance',
  appeal_to_nature: 'fallacy of relevance',
  formal_fallacy: 'fallacy of logic',
  straw_man: 'fallacy of extension',
  false_dilemma: 'false dilemma',
  appeal_to_authority: 'fallacy of credibility',
  loaded_question: 'intentional',
  appeal_to_ignorance: 'intentional',
  no_true_scotsman: 'intentional',
  equivocation: 'equivocation',
};

export const COCOLOFA_LABELS: Record<string, string> = {
  appeal_to_authority: 'appeal to authority',
  appeal_to_popularity: 'appeal to majority',
  appeal_to_nature: 'appeal to nature',
  appeal_to_tradition: 'appeal to tradition',
  red_herring: 'appeal to worse problems',
  false_dilemma: 'false dilemma',
  hasty_generalization: 'hasty generalization',
  slippery_slope: 'slippery slope',
};

export const ARGOTARIO_LABELS: Record<string, string> = {
  ad_hominem: 'Ad Hominem',
  guilt_by_association: 'Ad Hominem',
  whataboutism: 'Ad Hominem',
  appeal_to_emotion: 'Appeal to Emotion',
  appeal_to_fear: 'Appeal to Emotion',
  appeal_to_ridicule: 'Appeal to Emotion',
  red_herring: 'Red Herring',
  hasty_generalization: 'Hasty Generalization',
  appeal_to_authority: 'Irrelevant Authority',
};

/** MAFALDA's classes. Its appeals to single feelings are finer than ours: the commonest one stands for the rest. */
export const MAFALDA_LABELS: Record<string, string> = {
  ad_hominem: 'ad hominem',
  guilt_by_association: 'guilt by association',
  whataboutism: 'tu quoque',
  appeal_to_authority: 'appeal to (false) authority',
  appeal_to_popularity: 'ad populum',
  appeal_to_nature: 'appeal to nature',
  appeal_to_tradition: 'appeal to tradition',
  appeal_to_emotion: 'appeal to pity',
  appeal_to_fear: 'appeal to fear',
  appeal_to_ridicule: 'appeal to ridicule',
  red_herring: 'appeal to worse problems',
  hasty_generalization: 'hasty generalization',
  false_analogy: 'false analogy',
  false_cause: 'false causality',
  circular_reasoning: 'circular reasoning',
  slippery_slope: 'slippery slope',
  false_dilemma: 'false dilemma',
  straw_man: 'straw man',
  equivocation: 'equivocation',
};

const FAMILIES: Record<string, string[]> = {
  emotion: [
    'appeal to anger',
    'appeal to fear',
    'appeal to pity',
    'appeal to positive emotion',
    'appeal to ridicule',
    'appeal to worse problems',
  ],
  logic: [
    'causal oversimplification',
    'circular reasoning',
    'equivocation',
    'fallacy of division',
    'false analogy',
    'false causality',
    'false dilemma',
    'hasty generalization',
    'slippery slope',
    'straw man',
  ],
  credibility: [
    'ad hominem',
    'ad populum',
    'appeal to (false) authority',
    'appeal to nature',
    'appeal to tradition',
    'guilt by association',
    'tu quoque',
  ],
};

/** mafaldaFamily gives a class's family (the paper's level 1); the label itself where it is none of its classes. */
export const mafaldaFamily = (label: string): string =>
  Object.entries(FAMILIES).find(([, members]) => members.includes(label))?.[0] ?? label;
