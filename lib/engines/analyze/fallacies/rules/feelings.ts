import { CONCLUDES, pattern, type Rule } from '../rule';

const pity = (cue: string): string =>
  `“${cue}” works on pity, anger or pride where a reason is needed; how it feels does not settle whether it is so.`;
const fear = (cue: string): string => `“${cue}” frightens where a reason is needed; it does not show that this would happen.`;
const INNOCENTS = `(?:child|children|kids?|bab(?:y|ies)|animals?|pets?|pupp(?:y|ies)|kittens?|lambs?|creatures?|people|families|mothers|victims|daughters?|sons?|souls?|beings)`;

/** Fallacies that work on the hearer instead of the point, and questions that smuggle something in. */
export const FEELING_RULES: Rule[] = [
  {
    name: 'appeal_to_emotion',
    pattern: pattern`\b(?:think (?:of|about)|won't (?:somebody|someone|anyone) (?:please )?think of) (?:all )?(?:the|our|your|those|these) (?:\w+ )?(?:children|kids|babies|animals|families|puppies|victims|grandchildren|elderly|next generations?)\b`,
    near: CONCLUDES,
    question: 'also',
    confidence: 0.68,
    why: pity,
  },
  {
    name: 'appeal_to_emotion',
    pattern: pattern`\b(?:cute|innocent|helpless|sweet|precious|defen[cs]eless|poor,? (?:innocent|helpless|little)|all these poor|these poor|those poor|the poor little) (?:little |young |and \w+ )?${INNOCENTS}\b`,
    near: pattern`\b(?:should(?:n't)?|must|don't|dont|do not|never|deserve|need|cannot|can't|please|how (?:can|could|would)|imagine|save|protect|no,|yes,|would anyone)\b`,
    unless: /\b(?:said|says|poor people|killed|arrested|according)\b/i,
    question: 'also',
    confidence: 0.68,
    why: pity,
  },
  {
    name: 'appeal_to_emotion',
    pattern: pattern`\bhow dare (?:you|they|we|he|she)\b|\bhow (?:can|could) (?:you|we|anyone|they) (?:be so|live with|sleep|just (?:sit|stand|watch|look)|watch (?:them|these)|let (?:them|these|this|it) (?:suffer|die|happen)|possibly be so|stand by|do this to)\b|\bwhy would (?:any|some)\w* (?:man |woman |one |body )?(?:hurt|kill|harm)\b|\bhave you no (?:shame|heart|compassion|decency|feelings|soul)\b|
      \b(?:don't you|doesn't anyone|do you not) (?:have (?:a heart|any (?:heart|compassion|feelings))|love your|care about (?:your|the|our) (?:\w+ )?(?:children|kids|family|country|animals|planet))\b|\bhow would (?:that|it|you|they) feel\?|\bwould you (?:want|like) (?:your|that (?:for|to happen to) your) (?:own )?(?:\w+ )?(?:child|children|kids|mother|daughter|son|family|baby)\b`,
    question: 'also',
    confidence: 0.7,
    why: pity,
  },
  {
    name: 'appeal_to_emotion',
    pattern: pattern`\bif you (?:really |truly |even )?(?:loved?|cared? (?:about|for)) (?:your|the|our|this|me|yours|us)\b[^.?!]{0,50}(?:,|you would|you'd|you'll|you will|you must|do it)`,
    near: /\b(?:you would|you'd|you'll|you will|should|must|buy|vote|support|do it|don't|stop|sign|help|wouldn't)\b/i,
    unless: /\b(?:you(?:'ll| will) (?:love|like|enjoy)|this (?:video|show|podcast|channel))\b/i,
    confidence: 0.7,
    why: pity,
  },
  {
    name: 'appeal_to_emotion',
    pattern: pattern`\b(?:it (?:breaks|broke|would break) my heart|i (?:cried|cry|get (?:mad|angry|sad)|was crying|weep)|i love my (?:children|kids|country|family)|(?:it's|it is|its|that's) so sad|they(?:'ll| will) be so (?:sad|unhappy|hurt|disappointed)|so sad,)\b`,
    near: pattern`\b(?:should(?:n't)?|must|we need|don't do|cannot|can't (?:send|do|let|just)|obviously|that's why|thats why|deserves?|do it as well|stop this|ban)\b`,
    unless: /\b(?:said|says|he|she)\b/i,
    confidence: 0.62,
    why: pity,
  },
  {
    name: 'appeal_to_emotion',
    pattern: pattern`\bimagine\b[^.?!]{0,70}\b(?:dying|die|died|suffer\w*|crying|starv\w+|cute|helpless|terrified|in a prison|killed|your (?:own )?(?:child|daughter|son|mother|baby|family|kids))\b|\bso (?:many|much) (?:people|children|harm|\w+)(?: did| have| has| was)?(?: already)?(?: died| die| suffered| suffer| lost| done)\b[^.?!]*(?:!|\b(?:you want to|should|must|we can't|never again|no more|not more)\b)|\b(?:people|soldiers|heroes|men|so many) (?:\w+ ){0,2}(?:died|fought|bled|shed tears)\b[^.?!]{0,40}\bfor (?:your|our|this|freedom)\b`,
    near: pattern`!|\b(?:should(?:n't)?|must|we need|never again|no more|not more|don't|dont|throw it away|i say|have to)\b`,
    unless: /\b(?:said|says|according|reported)\b/i,
    question: 'also',
    confidence: 0.66,
    why: pity,
  },
  {
    name: 'appeal_to_fear',
    pattern: pattern`\b(?:ruin|destroy|poison|kill)(?:s|ing)? (?:our|the) (?:good |great |entire |whole )?(?:society|country|children|youth|culture|families|way of life|nation|values|civili[sz]ation|democracy|future)\b|\b(?:we|you)(?:'re| are|'ll be| will be) next\b(?!\s+(?:to|week|month|year|door))|\bwe(?:'ll| will|'re| are) all (?:going to |gonna )?(?:die|be dead|starve|be killed|be slaves|be jobless)\b|\byour (?:children|kids|family|home|house|daughter)\b[^.?!]{0,20}\b(?:will|could|might) (?:die|be (?:killed|attacked|next|taken|in danger)|suffer)\b`,
    unless: /\b(?:said|says|told|according|film|movie|novel|game|series)\b/i,
    confidence: 0.66,
    why: fear,
  },
  {
    name: 'appeal_to_fear',
    pattern: pattern`\b(?:unless|if) (?:we|you|they) (?:don't|do not|fail|refuse|vote|elect|let|act|stop)\b[^.?!]{2,80}\b(?:will (?:all )?(?:die|be killed|be destroyed|perish|burn|starve)|be (?:the )?end of (?:the world|us|our|this country|civili[sz]ation|america|society|mankind)|blood (?:will be )?on your hands|lose everything|come for (?:you|your)|take over our)\b`,
    confidence: 0.7,
    why: fear,
  },
  {
    name: 'loaded_question',
    pattern: pattern`\b(?:have|has|did|when (?:will|did|are|is)|why (?:don't|won't|can't)) (?:you|he|she|they|politicians|liberals|conservatives|the (?:government|media|left|right))(?: ever| finally| going to)* (?:stop(?:ped)?|quit|give up|given up|admit) (?:being (?:so )?(?:\w+)|lying|cheating|stealing|beating|wasting|ignoring|abusing|pretending|hating|destroying|killing|hurting|robbing|spying|polluting|that (?:you|he|they)(?:'re| are| were|'s| is) (?:wrong|lying|guilty))\b|
      \bwhy (?:do|does|did|are|is|must|would) (?:you|he|she|they|politicians|liberals|conservatives|republicans|democrats|the (?:government|media|left|right|president))(?: always| still| all| keep| keeps| continue to| insist on| want to| so| such| trying to)* (?:lie|lying|hate|hating|destroy|destroying|hurt|hurting|cheat|cheating|steal|stealing|ruin|ruining|betray|betraying|stupid|evil|corrupt|heartless|supporting? (?:terror\w*|criminals|murder\w*|racis\w+)|protect(?:ing)? criminals|an? (?:idiot|liar|hypocrite|coward))\b`,
    question: 'only',
    confidence: 0.76,
    why: (cue) => `“${cue}” asks as if the accusation in it were already settled, so that any answer admits it.`,
  },
  {
    name: 'loaded_question',
    pattern: pattern`\bwho (?:in (?:their|his|her) right mind|(?:can|could|would) (?:seriously|possibly|honestly)) \w+|\b(?:how|why) (?:can|could|would) (?:anyone|anybody|any (?:sane|decent|reasonable) (?:person|man|woman|human)) (?:with a (?:brain|heart) |in their right mind |seriously |possibly |still )?(?:support|defend|justify|vote for|be against|deny|oppose|trust)\b`,
    question: 'only',
    confidence: 0.72,
    why: (cue) => `“${cue}” asks in a way that already brands everyone who disagrees, instead of giving a reason.`,
  },
];
