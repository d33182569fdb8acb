import { GROUPS, INSULTS, pattern, type Rule } from '../rule';

const GRIM = String.raw`(?:war|wars|chaos|anarchy|dictators?|dictatorship|tyranny|slavery|communism|collapse|doomed|starv\w+|extinct\w*|destroy\w*|ruin\w*|dead|die|dying|disaster|catastrophe|crime wave|criminals|a mess|nobody will|no one will|everyone will|everybody will|all be|no freedom|police state|hell|terror\w*|never stop|end up|no more)`;
const PERMIT = `(?:allow|let|permit|legali[sz]e|ban|start|give|accept|stop|censor|make|leave|leaves|lower|raise|tax|take|remove|open|forbid|abolish|tolerate|skip|drop|change)`;

const anecdote = (cue: string): string => `“${cue}” speaks of all on the strength of one or a few cases, which may not be typical.`;
const slope = (cue: string): string =>
  `“${cue}” presents a first step as bound to end in an extreme, without showing why each step must follow.`;
const dilemma = (cue: string): string => `“${cue}” leaves only two ways open, though there may well be others.`;
const cause = (cue: string): string =>
  `“${cue}” takes what came together or one after the other for cause and effect; other causes are not ruled out.`;
const ONE_CASE = pattern`\b(?:a friend of mine|one of my|(?:my|our) (?!opinion|view|point|guess|argument|question|next)\w+ (?:\w+ )?(?:is|was|did|got|had|has|lives?|died|never|went|became|used|ate|started|smoked|plays?|played|more)|i (?:once |also |only |just |did )?(?:not )?(?:met|know an?|knew an?|know some|saw|tried|ate|eat|went|was|had|have been|watched|smoked|used|dated|visited)|when i was in|two of my|some people (?:did )?(?:already )?(?:need|die|died)|the other day|he (?:got|was so)|it worked for)\b`;

/** Fallacies in the step from reasons to conclusion. */
export const REASONING_RULES: Rule[] = [
  {
    name: 'slippery_slope',
    pattern: pattern`\b(?:if|once|when|as soon as) (?!i\b)[^.?!]{0,60}\b${PERMIT}\b[^.?!]{2,100}?\b(?:soon|before (?:you|we) know it|before long|next thing you know|where (?:does|will|do) (?:it|this|we) (?:end|stop)|what(?:'s| is| will be| comes) next|no (?:end|stopping)|in no time|sooner or later|then they(?:'ll| will)|next they(?:'ll| will))\b[^.?!]*`,
    near: /\b(?:will|'ll|would|want|next|mess|going to)\b/i,
    unless: /\b(?:as soon as possible|anytime soon|too soon|soon as i)\b/i,
    question: 'also',
    confidence: 0.7,
    why: slope,
  },
  {
    name: 'slippery_slope',
    pattern: pattern`\b(?:if|once|when) (?!i\b)[^,.?!]{0,70}\b${PERMIT}\b[^.?!]{2,90}?(?:\bwill\b|\bwould\b|'ll\b)[^.?!]{0,70}\b${GRIM}\b`,
    unless: /\b(?:said|says|told|could|might|may|according)\b/i,
    confidence: 0.66,
    why: slope,
  },
  {
    name: 'slippery_slope',
    pattern: pattern`\b(?:it (?:won't|will not|wouldn't|would not) be long (?:before|until)|(?:it's|it is) only a matter of time (?:before|until)|(?:first step|one step) (?:towards?|to|on the way to) (?:a |an |the )?(?:\w+ )?${GRIM}|thin end of the wedge|opens? the (?:door|floodgates) (?:to|for) (?:all|every|any)\w*|
      (?:next|then|soon) (?:they|we|you|people)(?:'ll| will|'re going to| are going to)(?: all)? (?:be )?(?:want|demand|ban|banning|take|taking|marry|marrying|come for|be forced|forbid|tell us|outlaw|start|allowing|need)\b)`,
    near: /\b(?:if|allow|let|ban|start\w*|today|once|first|permit\w*|legal\w*|stop)\b/i,
    unless: /\b(?:said|says|told|you'll need)\b|\bthen you\b/i,
    confidence: 0.66,
    why: slope,
  },
  {
    name: 'slippery_slope',
    pattern: pattern`\b(?:leads?|will lead|leading|would lead) (?:easily )?to\b[^.?!]{3,60}\b(?:which|and that|and this|that in turn|and then|and soon)(?: then| in turn)? (?:will |would |'ll )?(?:leads?|cause|causes|result|results|ends?|mean|means|destroy)\b[^.?!]*\b${GRIM}\b|\bif you [^.?!]{2,30} once,? you(?:'ll| will)? (?:will )?(?:never|always)\b`,
    confidence: 0.7,
    why: slope,
  },
  {
    name: 'false_dilemma',
    pattern: pattern`\beither (?:you|we|they|people|he|she)(?:'re| are)? [^.?!]{2,70}?,? or (?:else )?(?:you|we|they|he|she)(?:'re| are|'ll| will)? [^.?!]*\b(?:hate|against|for|with|support|accept|die|lose|let|must|want|part of the problem|enemy|destroy|give up|love|leave|nothing|suffer|slaves?|death|doomed|evil|stupid)\b|
      \b(?:with us or (?:you're |you are )?(?:against|with)|(?:you're|you are) (?:part of the solution|for us)[^.?!]{0,20} or|love it or leave it|my way or the highway|either[^.?!]{2,40} or (?:death|nothing|the end|slavery|war|chaos|tyranny|death of \w+))\b`,
    question: 'also',
    confidence: 0.75,
    why: dilemma,
  },
  {
    name: 'false_dilemma',
    pattern: pattern`\b(?:if|unless) (?:you|we)(?:'re| are)? (?:don't|do not|aren't|are not|not|oppose|against|refuse|won't|vote against)\b[^,.?!]{0,60},? (?:then )?(?:you|we)(?:'re| are| must)? (?:obviously |clearly |just |really |must )?(?:support|supporting|hate|want|love|deserve|condone|approve|don't care|do not care|an? enemy|for|on the side|the problem|part of the problem|with the|helping|defend)\b`,
    unless: /\b(?:you|we) want to\b/i,
    confidence: 0.78,
    why: dilemma,
  },
  {
    name: 'false_dilemma',
    pattern: pattern`\bthere (?:are|is|'s|were) (?:really )?only (?:two|2|one) (?:options?|choices?|kinds? of people|types? of people|sides|alternatives?)\b|\bwe have (?:only two choices|only two options|no other choice but)\b|\bthe only alternative (?:is|to this|would be)\b|\b(?:because )?only \w+(?: \w+)? (?:can )?(?:prevents?|saves?|stops?) (?:us|the|our|cruel|this|all|every)\b`,
    unless: /\b(?:function|parameter|button|setting|menu|case|cases|roots?|player|either|outcomes?)\b/i,
    confidence: 0.66,
    why: dilemma,
  },
  {
    name: 'hasty_generalization',
    pattern: pattern`\b(?:all|every one of|every single one of) (?:of )?(?:the |these |those |you )?${GROUPS} (?:are|do|want|have|just|only|hate|love|lie|cheat|steal|think|care|will|should)\b|
      \b${GROUPS} (?:are|do|is|did) (?:just |simply )?(?:all|always|nothing but|never)\b|\b${GROUPS} (?:just|only) (?:want|care|think|like|lie)\b|\b(?:these|those) (?:people|\w+ \w+s|\w+s) (?:are|did) all\b|^(?:[^a-z]{0,3}(?:yes|no|but|well|so|and)\b,? )?${GROUPS} are (?:just |all |so )?${INSULTS}`,
    unless: /\bnot all\b|created equal|\bwe are all\b|\ball over\b|\ball (?:the|of) (?:them|these) (?:in|at)\b|\bunder arrest\b/i,
    confidence: 0.7,
    why: anecdote,
  },
  {
    name: 'hasty_generalization',
    pattern: pattern`\b(?:so|therefore|thus|obviously|clearly|that's why|thats why|this (?:shows|proves|means)|which (?:shows|proves|means)|it will (?:work|be)|they will be|that leads me to believe|that leads to me believe|in general)\b[^.?!]*\b(?:all|every\w*|always|never|nobody|no one|anyone|in general|most|great|bad|good|useless|harmless|safe|we need|we don't need|we dont need|not a problem|the best)\b`,
    before: ONE_CASE,
    unless:
      /\b(?:so (?:i|he|she|they|much|many|far|good|bad)|never (?:saw|met|went|been|told|got)|i always|i never|every (?:day|time|night|week)|you'll|let's|almost all|at all|all (?:right|the way|that|this|my|of my|about))\b/i,
    near: /\b(?:is|are|was|will|need|dont|don't)\b/i,
    confidence: 0.66,
    why: anecdote,
  },
  {
    name: 'hasty_generalization',
    pattern: pattern`\b(?:is|are|works?|will (?:work|be|also)|isn't|aren't|does|must be)\b[^.?!]{0,40}\b(?:for (?:everyone|everybody|all|all others|all others as well)|all others|to everyone|everywhere)\b|^(?:all|every|no) \w+(?: \w+)? (?:are|is|will|do)\b`,
    before: ONE_CASE,
    confidence: 0.66,
    why: anecdote,
  },
  {
    name: 'hasty_generalization',
    pattern: pattern`\b(?:i|my \w+|a friend of mine|one of my \w+|a guy i know)\b[^.?!]{3,80}[,;]? (?:so|therefore|thus|which (?:proves|shows|means)|that (?:proves|shows|means)) (?:that )?(?:all (?!of\b|the\b|these\b|this\b)|every \w+|everyone|everybody|nobody|no one|no \w+ (?:is|are|can)|women|men|\w+ (?:is|are) (?:always|all|never|(?:not )?(?:bad|good|dangerous|harmless|useless|safe|unsafe|unhealthy) for (?:all|every\w+)))\b|
      \bevery (?:single )?(?:one|\w+) (?:that )?i(?:'ve| have)? (?:ever )?(?:met|known|dated|tried)\b[^.?!]{0,40}\bso\b|\b(?:this|that|which|it) (?:just )?(?:proves|goes to show|shows) (?:that )?(?:all (?!the\b|of\b)\w+|every \w+|no \w+ can|nobody|everyone|women|men|politicians)\b`,
    unless:
      /\b(?:everyone (?:was|were|had)|nobody (?:was|knew|had)|all of (?:us|my|them|a sudden)|all the|all right|all i|i'm|theorem|equation|proof)\b/i,
    confidence: 0.68,
    why: anecdote,
  },
  {
    name: 'false_cause',
    pattern: pattern`\b(?:ever since|since|(?:right|just|shortly|soon|days|weeks|months|years)? ?after|as soon as|the (?:day|week|month|year) after)\b[^.?!]{3,90}\b(?:so (?:it|that|the|this|they) (?:must|has to|caused?|is|are)|must (?:be|have) (?:\w+ )?(?:because|caus|the (?:cause|reason))|obviously|clearly (?:caus|because)|that's (?:why|proof)|which proves|is (?:clearly )?to blame|so it (?:is|was|must))\b|
      \bcoincidence\? (?:i (?:think|don't)|no)|\b(?:that|this|it) (?:can't|cannot|can not|surely isn't) be (?:just )?a coincidence\b|\bi (?:wore|carried|used|had|put on) my lucky\b[^.?!]{2,60}\b(?:won|win|passed|worked|got)\b|\bevery time (?:i|we|he|she|they) [^.?!]{3,60}, so\b[^.?!]*\b(?:must|caus\w+|makes?|because)\b`,
    confidence: 0.7,
    why: cause,
  },
  {
    name: 'false_cause',
    pattern: pattern`\b(?:clearly|obviously|so|therefore|this (?:shows|proves)|that (?:shows|proves)|it must (?:be|have been))\b[^.?!]{0,50}\b(?:caused?|causes|is to blame|are to blame|was the reason|is the reason|because of|made (?:me|him|her|them|us)|cured?|is bad for|are bad for)\b`,
    before: pattern`\b(?:after|since|then|started|went up|rose|fell|dropped|increased|got (?:sick|ill|better|worse)|less than earlier|a (?:week|day|month) later|at the same time)\b`,
    unless: /\b(?:study|studies|trial|data|equation|function|so that|so if|so when|so i|so we)\b/i,
    confidence: 0.62,
    why: cause,
  },
  {
    name: 'circular_reasoning',
    pattern: pattern`\bbecause (?:it|they|he|she|that)(?:'s| is| are|'re)? (?:just |simply )?(?:is|are|does|do|did|says so|the (?:law|truth|rule))(?=\s*[.!]|$)|\b(\w{3,}) (?:because|since) (?:it|he|she|they|that)(?:'s| is|'re| are) \1\b|\b(?:bible|book|text|word) (?:is|must be) (?:true|right)[^.?!]{0,40}\bbecause (?:it|the bible|god) says\b`,
    unless: /\bwhy\b/i,
    confidence: 0.75,
    why: (cue) => `“${cue}” gives the claim itself as its reason, so nothing has been shown.`,
  },
  {
    name: 'appeal_to_ignorance',
    pattern: pattern`\b(?:no one|nobody|you|they|science|scientists|we)(?: has| have|'ve)?(?: ever| never| yet| still)*(?: can't| cannot| can not| could| can| couldn't| hasn't| haven't| has not| have not)?(?: ever| never| yet| been able to)* (?:prove|proven|proved|disprove|disproven|disproved)\b[^.?!]{2,80}\b(?:so|therefore|must|hence|thus|which means|that means)\b|
      \bthere(?:'s| is| has never been) no (?:proof|evidence) (?:that|against|of|for)\b[^.?!]{2,70}\b(?:so (?:it|he|she|they|the|we|that)|therefore|which means|must be|hence)\b|\b(?:prove|show) (?:me )?(?:that )?(?:it|i'm|he|there) (?:isn't|doesn't|'s not|is not|wrong|not)\b[^.?!]{0,40}\b(?:until|otherwise|must|if you can't)\b|\bbecause you never know (?:who|what)\b`,
    unless: /\b(?:theorem|lemma|we (?:can|could|have) (?:prove|proven|proved))\b/i,
    confidence: 0.72,
    why: (cue) => `“${cue}” treats missing proof one way as proof of the other; not knowing shows neither.`,
  },
  {
    name: 'appeal_to_tradition',
    pattern: pattern`\b(?:we|people|they|humans|mankind|men|women|our (?:ancestors|forefathers|grandparents|fathers|parents|people))(?:'ve| have|'s)? always (?:done|had|been|used|lived|eaten|worked|managed|believed|did)\b|\b(?:has|have|'s) always (?:been|worked) (?:this way|that way|like (?:this|that)|done|a tradition|so|the (?:way|custom)|for us|fine)\b|
      \bfor (?:thousands of years|hundreds of(?: thousands of)? years|centuries|generations|ages|millennia)\b|\b(?:it's|it is|this is) (?:a|our|an old|an ancient|a long) tradition\b|\bin the (?:good )?old days\b|\bwhen i was (?:young|a (?:young )?(?:boy|kid|child|girl)),? (?:we|nobody|everyone|there was)\b|\bour (?:ancestors|forefathers|grandparents) (?:did|lived|managed|never needed|survived|got by)\b`,
    near: pattern`\b(?:so (?:it|we|there|why|they)|why (?:change|should|would|stop)|therefore|must be (?:right|good)|no (?:reason|need) to (?:change|stop)|shouldn't (?:change|stop)|should (?:keep|stay|continue|not change|remain|stick)|can't be (?:bad|wrong)|times have changed|never (?:been|was) a problem|is right|keep it that way|don't need|don't (?:change|fix))\b`,
    unless: /\b(?:i've always|always been (?:a |an )?(?:interested|curious|fan))\b/i,
    question: 'also',
    confidence: 0.7,
    why: (cue) => `“${cue}” argues from age: that something was long done does not show that it is right or still fits.`,
  },
  {
    name: 'appeal_to_tradition',
    pattern: pattern`\balways done (?:it|things|this|that) (?:this|that|the same) way\b|\b(?:good enough|worked) for (?:my|our) (?:father|mother|parents|grand\w+|ancestors|forefathers)\b`,
    unless: /\bchanged?|anymore\b/i,
    confidence: 0.76,
    why: (cue) => `“${cue}” argues from age: that something was long done does not show that it is right or still fits.`,
  },
  {
    name: 'appeal_to_nature',
    pattern: pattern`\b(?:it's|it is|is|are|they're|because (?:it|they)(?:'s| is|'re| are)) (?:all|completely|totally|100%|perfectly|purely|just|only)?[- ]?(?:natural|from nature|made from plants|organic|herbal)\b[^.?!]{0,40}\b(?:so (?:it|they|you|we|there)|therefore|can't (?:be|hurt|harm)|cannot (?:be|hurt|harm)|must be|and therefore)\b|
      \b(?:good|safe|healthy|healthier|better|fine|harmless|right|ok) (?:for you )?(?:because|since) (?:it's|it is|they're|they are|he is) (?:all |completely |totally |100% )?(?:natural|organic|herbal|from nature)\b|\b(?:isn't|is not|aren't|not|it's un|is un|are un)\s?natural\b[^.?!]{0,40}\b(?:wrong|should|must|immoral|shouldn't|ban|banned|so|therefore|bad)\b|
      \b(?:wrong|bad|immoral|banned|forbidden|dangerous) (?:because|since) (?:it's|it is|they're|they are) (?:unnatural|not natural|artificial|synthetic|against nature|man-?made)\b|\b(?:goes )?against nature\b|\b(?:as|what|the way|how) (?:mother )?nature intended\b|\bnature knows best\b`,
    unless:
      /\bnatural (?:gas|numbers?|language|selection|log\w*|resources?|disasters?|history|sciences?|deduction|transformation|question|thing)\b|\bcrimes? against nature\b/i,
    confidence: 0.75,
    why: (cue) => `“${cue}” takes natural for good and artificial for bad; poisons are natural and medicines are made.`,
  },
];
