import { GROUPS, INSULTS, pattern, type Rule } from '../rule';

const attack = (cue: string): string =>
  `“${cue}” goes for the person instead of the argument; whether the point holds does not depend on who makes it.`;
const authority = (cue: string): string =>
  `“${cue}” stands in for a reason: that somebody says so does not show that it is so, unless they know the subject and say why.`;
const crowd = (cue: string): string => `“${cue}” counts heads: how many believe or do something does not show that it is right.`;
const deflect = (cue: string): string =>
  `“${cue}” answers a criticism by pointing at somebody else's fault, which leaves the criticism unanswered.`;
const DEGREE = `(?:(?:all|just|only|obviously|clearly|probably|really|nothing but|simply|such|so|too|very|damn|totally|completely|an?|the|complete|total|big|little|bunch of) )*`;
const KIN =
  `(?:mother|mom|mum|dad|father|parents|uncle|aunt|brother|sister|grand(?:ma|pa|mother|father)|boss|priest|pastor|boyfriend|girlfriend|wife|husband|(?:best )?friends?|
  neighbou?rs?|coach|hairdresser|barber|nutritionist|dentist|son|daughter|cousin|roommate|colleagues?|teacher)`
    .split('\n')
    .map((line) => line.trim())
    .join('');

/** Fallacies that lean on who says, does or believes something. */
export const PEOPLE_RULES: Rule[] = [
  {
    name: 'ad_hominem',
    pattern: pattern`\byou(?:'re| are| were) ${DEGREE}${INSULTS}|\byou (?:stupid |bloody |fucking |damn )?(?:idiots?|morons?|fools?|liars?|hypocrites?|clowns?)\b`,
    unless:
      /\b(?:if|when|unless|whether|like|as if|think|thought|thinks|makes?|feel|felt) (?:that )?you(?:'re| are| were)\b|\bnot saying\b/i,
    confidence: 0.8,
    why: attack,
  },
  {
    name: 'ad_hominem',
    pattern: pattern`\b(?:people|someone|somebody|idiots|guys) like you\b(?! (?:guys|and me|to|can|who|all|and i\b))|\bthe likes of (?:you|him|her|them)\b|\byou people\b`,
    unless: /\bhelp|thank|grateful|need\b/i,
    confidence: 0.65,
    why: attack,
  },
  {
    name: 'ad_hominem',
    pattern: pattern`\byou (?:obviously |clearly |really |probably )?(?:have|'ve got) (?:absolutely |obviously |really |clearly )?no (?:idea|clue)(?: of| about|(?=\s*(?:[,.!;]|$)))|
      \byou (?:obviously |clearly |really )?(?:don't|do not|dont) (?:even )?know what you(?:'re| are) talking about|\bi doubt (?:that )?you (?:know|understand|have ever|ever|can)\b|
      \byou(?:'re| are) (?:too|far too|way too) (?:young|old|stupid|dumb|rich|poor) to\b`,
    question: 'also',
    confidence: 0.72,
    why: attack,
  },
  {
    name: 'ad_hominem',
    pattern: pattern`\b(?:he|she|they|trump|biden|obama|clinton|the (?:author|writer|president|mayor|minister|senator))(?:'s| is|'re| are) ${DEGREE}(?:idiots?|morons?|fools?|liars?|hypocrites?|clowns?|crooks?|
      psychopaths?|scumbags?|imbeciles?|brainless|dumbass(?:es)?|frauds?|losers?)\b`,
    unless: /\b(?:if|whether|accused|alleged|called|arrested|convicted)\b/i,
    confidence: 0.65,
    why: attack,
  },
  {
    name: 'ad_hominem',
    pattern: pattern`\b(?:everyone|everybody|every (?:one|person)|anyone|anybody|whoever|all people|people|those|all those) (?:who|that )?(?: ?(?:does|do|is|are) )?[^.?!]{2,80}? (?:is|are|must be|has to be|have to be) ${DEGREE}${INSULTS}`,
    near: /\b(?:who|whoever|that)\b/i,
    unless: /\b(?:not all|corrupt|criminals?|lazy)\b/i,
    confidence: 0.72,
    why: attack,
  },
  {
    name: 'ad_hominem',
    pattern: pattern`\byou(?:'re| are)? (?:only|just)(?: \w+)? (?:say|saying|want|think|believe|support|supporting|oppose|opposing|argue|arguing|care|against|for|in favou?r)\b[^.?!]{0,60} because you\b|
      \byou (?:only|just) (?:think|care) (?:about|of)\b|\bof course (?:you|he|she|they)(?: would|'d) (?:say|think|argue|support|defend|oppose|want)\b|
      \bsays the (?:guy|man|woman|person|one|girl|party|country) (?:who|that|with)\b|\b(?:rich|funny|ironic),? coming from\b|\bi (?:can|could) smell\b[^.?!]{0,40} you\b`,
    question: 'also',
    confidence: 0.72,
    why: attack,
  },
  {
    name: 'ad_hominem',
    pattern: pattern`\b(?:why (?:should|would) (?:we|anyone|anybody|i|you)|(?:we|you|i|nobody) (?:can't|cannot|can not|shouldn't|should not|should never|should)) (?:ever )?(?:trust|believe|listen to|take (?:advice|seriously))
      (?: (?:anything|a word|advice|seriously|from|that|he|she|they|says?|said|in|by))* (?:a man|a woman|a guy|someone|somebody|anyone|people|a politician|him|her|them|he|she)\b[^.?!]{0,20}\b(?:who|because|when|if)\b`,
    question: 'also',
    confidence: 0.72,
    why: attack,
  },
  {
    name: 'ad_hominem',
    pattern: pattern`\bi guess you (?:don't|dont|do not|did|didn't|never|want|hate|are|would|just|must)\b|\byou(?:'re| are) probably (?:just )?an? (?!good|great)\w+(?: \w+)? (?:yourself|too)\b|
      \byou are one of (?:those|these|the)\b|\byou (?:like it|love it|enjoy it) when (?:people|others|children|animals)\b`,
    question: 'also',
    confidence: 0.7,
    why: attack,
  },
  {
    name: 'guilt_by_association',
    pattern: pattern`\b(?:hitler|stalin|mao|the nazis|nazis|kim jong|dictators?|terrorists)(?: \w+)? (?:also|too)\b|\b(?:just like|exactly what|same as|same thing as) (?:hitler|stalin|mao|the nazis|nazis|dictators?|terrorists)\b`,
    confidence: 0.72,
    why: (cue) => `“${cue}” condemns an idea by the company it keeps; that bad people shared it does not make it wrong.`,
  },
  {
    name: 'appeal_to_authority',
    pattern: pattern`\b(?:my|our) ${KIN} (?:(?:did |has |have |had )?(?:also |always |once )?(?:says?|said|tells?|told|thinks|believes)|says? always|(?:has|is of|have) the opinion)(?: me| us)?,? (?:that )?
      (?!(?:to|me|us|he|she|i|i'm|we|you|about|stories|yes|no|hi|hello|goodbye|them|him|her|his|my|their|a story|the story|if|what|how|when|where|who|one|this|")\b)[^.?!]{3,}`,
    near: /\b(?:is|are|should|must|need|never|every|all|will|don't|does)\b/i,
    unless: /\bwhen i was\b|\bthat (?:he|she|they|i|we|you) (?:was|were|had|would|could)\b/i,
    confidence: 0.66,
    why: authority,
  },
  {
    name: 'appeal_to_authority',
    pattern: pattern`\b(?:yes|no|absolutely|but|of course|definitely|not)\b[^.?!a-z]{0,6}[^.?!]{0,20}\b(?:my|our) ${KIN} (?:always |also |once )?(?:says?|said|told|tells|thinks|believes|loves|likes|hates)\b`,
    confidence: 0.7,
    why: authority,
  },
  {
    name: 'appeal_to_authority',
    pattern: pattern`\bbecause (?:i|he|she|they|god|the bible|the pope|the president|the government|my \w+|the professor|the boss) (?:say|says|said|told) so\b|
      \b(?:says?|said|says so|said so|believes? (?:it|so|that)|told (?:us|me)(?: so)?)[^.?!]{0,30},? (?:so|and so|therefore) (?:it|that|this|he|she|they) (?:must|has to|have to) be\b|
      \bif [^.?!]{2,40} (?:says?|said|believes?|uses?) (?:so|it|that|this),? (?:then )?(?:it|that) (?:must|has to|is|'s)\b|
      \b(?:is|was|'s|has) (?:a|an|the|won a|won the)? ?(?:\w+ )?(?:doctor|professor|ph\.?d|expert|genius|nobel\b[^.?!,]{0,20}|priest|celebrity|scientist|actor|president|degree),? so (?:he|she|it|that|they|what|we|his|her|you)\b|
      \btrust me,? i(?:'m| am) an?\b|\bas an? (?:mother|father|parent|doctor|scientist|veteran|teacher),? i know\b|\bi should know\b`,
    confidence: 0.72,
    why: authority,
  },
  {
    name: 'appeal_to_authority',
    pattern: pattern`\b(?:experts?|scientists?|doctors|science|the bible|god|scripture|the pope|celebrit(?:y|ies)|stars?|actors?|singer)\b[^.?!]{0,40}\b(?:says?|said|agrees?|wants?|believes?|endorses?|recommends?|uses?)\b[^.?!]{0,60}
      \b(?:so it must|so we (?:must|should)|so you should|so that's|therefore|end of (?:story|discussion|debate)|case closed|who are (?:you|we) to|no need to (?:question|doubt)|must be (?:true|right|good))\b`,
    confidence: 0.75,
    why: authority,
  },
  {
    name: 'appeal_to_popularity',
    pattern: pattern`\b(?:can't|cannot|can not|couldn't) (?:all |possibly )?be (?:all )?wrong\b`,
    near: /\b(?:million|billion|thousand|people|everyone|everybody|majority|many|voters|customers|users|fans|all)/i,
    question: 'also',
    confidence: 0.85,
    why: crowd,
  },
  {
    name: 'appeal_to_popularity',
    pattern: pattern`\b(?:because|since) (?:everyone|everybody|all my friends|almost everyone|nearly everyone|most people|the majority|millions of people|so many people|all (?:the )?other \w+|other countries)(?: else| of \w+)*
      (?: also| already)? (?:is|are|does|do|did|has|have|likes?|wants?|thinks?|believes?|says?|knows?|agrees?|uses?|loves?|hates?)\b|\b(?:everyone|everybody|all my friends|all (?:the )?others?)(?: else)? (?:is|are|does|do|'s)(?: already)? (?:doing )?it\b(?=[^a-z]{0,3}(?:so|$|and|too|anyway|[.!,]))`,
    confidence: 0.72,
    why: crowd,
  },
  {
    name: 'appeal_to_popularity',
    pattern: pattern`\b(?:everyone|everybody|the whole world|all people) (?:already )?(?:knows|agrees) (?:that|it's|it is|this is|they|he|she|the|we)\b|\b(?:most|all|many|millions of|so many) (?:people|\w+s) (?:\w+ )?(?:think|believe|agree|use|love|want|like|buy|do|say|prefer)\b[^.?!]{0,60}\b(?:so it must|so it has to|so it can't|so it is|so it's|so they must|so we should|so you should|therefore)\b|
      \b(?:most popular|best-?selling|number one|#1)\b[^.?!]{0,60}\b(?:so it must|so it's|so it is|must be (?:good|the best|better|right)|therefore)\b|\bjoin the (?:millions|thousands) (?:of \w+ )?who\b|\bi think if you ask any\b`,
    unless: /\b(?:not|if|like|as) (?:everyone|everybody)\b/i,
    confidence: 0.66,
    why: crowd,
  },
  {
    name: 'whataboutism',
    pattern: pattern`^(?:but|yeah|yes|well|ok|oh|and)\b[, ]+(?:but |yeah |and )?what about (?:when|all the|all those|the (?:time|times|fact|way)|his|your|their|her own|how (?:he|she|they|you|the))\b|
      \bbut (?:nobody|no one|no-one|you never|you don't|they never|the media never)(?: ever| seems to| is)? (?:argues?|arguing|complains?|complaining|protests?|protesting|cares?|bans?|banning|criticizes?|says anything|said anything|minds?)\b|
      \b(?:look who's talking|pot calling the kettle|you(?:'re| are) one to talk|you(?:'re| are) no better|(?:they|you|he|she)(?: also)? (?:did|do|does) (?:exactly )?the same (?:thing )?(?:too|when|and nobody)|you (?:did|do) it too)\b|
      ^[^.?!]{3,50} (?:is|are) also (?:bad|harmful|dangerous|unhealthy|deadly|addictive|expensive)\b[^.?!]{0,10}\bbut\b`,
    question: 'also',
    confidence: 0.72,
    why: deflect,
  },
  {
    name: 'red_herring',
    pattern: pattern`\b(?:there are|we have|we've got|there're) (?:much |far |way )?(?:bigger|more important|more pressing|worse|more serious|other) (?:problems|issues|things|fish|concerns)(?: to (?:worry|think|talk|care|fry|deal)|[.!]|$)|
      \bwe (?:also|should rather|should first) (?:need to |should |must )?(?:worry|care|think) about\b|\bi (?:just )?don't think this is an important\b|\bwhy (?:are we|do we|should we)(?: even)? (?:talk|talking|worry|worrying|discuss|discussing|care|caring) about\b[^.?!]{0,60}\bwhen\b`,
    question: 'also',
    confidence: 0.66,
    why: (cue) => `“${cue}” turns to another problem; that something else matters too says nothing about this point.`,
  },
  {
    name: 'straw_man',
    pattern: pattern`^(?:oh,? |well,? |and |but )?so,? (?:basically |apparently |now |then |in other words,? |according to you,? )?(?:what )?(?:you|they)(?:'re| are)?(?: really| basically| just| actually)? (?:saying|say|think|want|believe|suggesting|claiming|claim|would rather|'d rather)\b
      [^.?!]{0,80}\b(?:everyone|everybody|all|nothing|no one|nobody|never|always|any|anything|ban|abolish|destroy|force|kill|die|starve|suffer|perfect|whatever|let .{2,30} (?:die|starve|suffer))\b`,
    question: 'also',
    unless: /\bsaying (?:that )?(?:it's not|you can)\b/i,
    confidence: 0.7,
    why: (cue) => `“${cue}” restates the other side in a more extreme form than anybody has to hold, which is easier to knock down.`,
  },
  {
    name: 'straw_man',
    pattern: pattern`\b(?:they|${GROUPS}|the left|the right|critics|opponents|my opponents?|the other side|the opposition|the government)(?: just| all| simply| really| only| clearly)? (?:want|wants|would have us|would rather|would like|won't be happy until|won't rest until|thinks? we should|expects? us|wants? us|hates?)
      (?: us| you| to| everyone)*\b[^.?!]{0,50}\b(?:ban (?:all|every\w*|any)|abolish (?:all|every\w*)|take away (?:all|every|your)|open (?:the |all )?borders|go back to (?:living|the stone|caves|the dark)|live in (?:a )?caves?|(?:kill|destroy) (?:all|every\w*|our|your|the (?:country|economy))|let (?:\w+ ){1,3}(?:die|starve|suffer|run free)|give up (?:all|every\w*)|never \w+ again|do nothing)\b`,
    confidence: 0.7,
    why: (cue) => `“${cue}” gives the other side an extreme wish nobody is shown to have, and argues against that instead.`,
  },
  {
    name: 'no_true_scotsman',
    pattern: pattern`\bno (?:true|real|genuine|self-respecting|decent|sane|proper|actual) (?!number|solution|root|need|reason|value|time|problem|difference|way|progress|change|evidence|one\b)[a-z]+(?: [a-z]+)? (?:would|could|will|can|ever|has ever|wants|needs|likes|supports|puts|does|believes)\b|
      \b(?:a|any|every) (?:true|real|genuine|self-respecting) (?:christian|muslim|man|woman|american|patriot|fan|believer|conservative|liberal|socialist|feminist|artist|vegan|scientist|gamer|musician|leader|friend|scotsman|programmer|engineer|journalist|democrat|republican|catholic|parent|mother|father|athlete|environmentalist)s? (?:would(?:n't| not| never)?|never|doesn't|won't|always|must|does not)\b|
      \b(?:isn't|aren't|wasn't|weren't|is not|are not|was not|were never|was never|not) (?:a )?(?:true|real) (?:christian|muslim|man|american|patriot|fan|believer|conservative|liberal|socialis[tm]|communis[tm]|feminist|artist|vegan|gamer|musician|democrat|republican|catholic)s?\b`,
    confidence: 0.76,
    why: (cue) => `“${cue}” saves a general claim by declaring that everyone who does not fit it does not count.`,
  },
];
