/**
 * title_spam_score: how much a title reads like spam or clickbait, [0, 1]. A logistic sum of features that were chosen and weighted by hand
 * from what such titles are known for (shouting, urgency and money, forward references, lists, quizzes, appeals to "you"); no weight is
 * fitted to a corpus. Marks, capitals, emoji and money speak in every language, phrases only in English. The weights are set so that no
 * single habit of ordinary titles (a question, a list, "how to", "you") reaches 0.5 alone, and 0.8 takes several, or outright spam.
 */

interface Title {
  /** As written, compatibility forms unified, straight apostrophes. */
  text: string;
  lower: string;
  words: string[];
}

interface Feature {
  name: string;
  /** Added to the log-odds once per unit of `measure`. */
  weight: number;
  /** ≥ 0, capped, so that no feature can be repeated into certainty. */
  measure: (title: Title) => number;
}

const BIAS = -2.6;

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu) ?? [];
}

function count(text: string, pattern: RegExp, cap: number): number {
  return Math.min(cap, text.match(pattern)?.length ?? 0);
}

const phrase =
  (pattern: RegExp, cap = 1) =>
  (title: Title) =>
    count(title.lower, pattern, cap);

/**
 * Share of the longer words that are all capitals. Abbreviations (two to three letters) do not count, nor do tags in brackets, nor a single
 * such word.
 */
function shouting({ text }: Title): number {
  const long = wordsIn(text.replace(/【[^】]*】|\[[^\]]*\]/g, ' ')).filter(
    (word) => /^\p{L}{4,}$/u.test(word) && word.toLowerCase() !== word.toUpperCase(),
  );
  const shouted = long.filter((word) => word === word.toUpperCase()).length;
  return shouted < 2 ? 0 : shouted / long.length;
}

/** One capitalised word of four letters or more in a title that is otherwise not shouted: "the ONE trick". */
function singledOut({ words }: Title): number {
  const shouted = words.filter((word) => /^\p{Lu}{4,}$/u.test(word)).length;
  return shouted > 0 && shouted < words.length / 2 ? 1 : 0;
}

const FEATURES: readonly Feature[] = [
  // Any language
  { name: 'shouting', weight: 2.2, measure: shouting },
  { name: 'singled out word', weight: 0.5, measure: singledOut },
  {
    name: 'capitals on small words',
    weight: 0.5,
    measure: ({ text }) => count(text, /(?<=\p{L} )(?:A|An|The|To|Of|In|On|At|And|Or|For|With|By|From|Is|As)(?= )/gu, 1),
  },
  { name: 'exclamation marks', weight: 0.5, measure: ({ text }) => count(text, /[!！]/g, 2) },
  { name: 'piled-up marks', weight: 0.9, measure: ({ text }) => count(text, /[!?！？]{2,}|\.{4,}/g, 1) },
  { name: 'emoji', weight: 0.7, measure: ({ text }) => count(text, /\p{Emoji_Presentation}|[\u{2600}-\u{27bf}]\ufe0f/gu, 3) },
  { name: 'decoration', weight: 0.6, measure: ({ text }) => count(text, /[★☆►▶✓✔➤»«|]{2,}|[★☆►➤✔]|\*{2,}|>{2,}|\${2,}/g, 2) },
  { name: 'open end', weight: 0.5, measure: ({ text }) => count(text, /(?:\.\.\.|…)\s*\p{P}*$/u, 1) },

  // Money, urgency, bait
  {
    name: 'promised money',
    weight: 2.0,
    measure: phrase(
      /\b(?:earn|make|win|get|claim|save)\b[^.]{0,24}(?:[$€£₹]\s?\d|\d\s?[$€£₹]|\b(?:money|cash|bitcoin|crypto|rich)\b)|\bget rich\b|\bfree (?:money|cash|gift|iphone|robux|v-?bucks|download|crypto|bitcoin)\b|\b(?:gift ?cards?|giveaway|jackpot|passive income|side hustle)\b/g,
      2,
    ),
  },
  {
    name: 'urgency',
    weight: 1.3,
    measure: phrase(
      /\b(?:act now|hurry|limited (?:time|offer)|last chance|don't miss|do not miss|before it's too late|buy now|order now|sign up now|click here|click now|subscribe|link in (?:bio|description)|only today|today only|must (?:see|watch|read)|watch (?:this|now|before)|urgent|deal of)\b/g,
      2,
    ),
  },
  {
    name: 'guarantee',
    weight: 1.2,
    measure: phrase(
      /\b(?:100\s?%|guaranteed?|no risk|risk[- ]free|instantly|overnight|in (?:just )?\d+ (?:minutes?|seconds?|days?)|miracle)\b/g,
    ),
  },
  {
    name: 'withheld secret',
    weight: 1.8,
    measure: phrase(
      /\b(?:you won't believe|won't believe|you'll never (?:guess|believe)|what happen(?:s|ed) next|(?:and|then|but) this happen(?:s|ed)|(?:nobody|no one) (?:tells|told|wants|talks)|they don't want you|(?:doctors?|experts?|banks?|lawyers?) (?:hate|won't tell)|(?:one|this|weird|simple|secret) trick|the truth about|the real reason|secrets?(?: \w+){0,2} (?:revealed|exposed)|exposed|gone wrong|will shock you|shocking|mind[- ]?blow(?:n|ing)|blow your mind|jaw[- ]dropping|leaked|unbelievable|insane(?:ly)?|game[- ]chang(?:er|ing)|changed? (?:my|your) life)\b/g,
      2,
    ),
  },

  // The grammar of clickbait
  {
    name: 'list of things',
    weight: 1.1,
    measure: phrase(
      /^(?:the |here (?:are|'s) |these |top |my )*\d{1,3}\b(?! (?:percent|million|billion|dead|killed|injured|hurt|arrested|die|years? (?:old|in)))/g,
    ),
  },
  {
    name: 'things, ways, reasons',
    weight: 1.3,
    measure: phrase(
      /\b(?:\d{1,3}|these|those|the)\b(?: [\p{L}'-]+){0,4} (?:things|ways|reasons|times|tweets|pictures|photos|pics|gifs|facts|signs|tips|hacks|tricks|products|moments|ideas|recipes|gifts|questions|struggles|perks|confessions|secrets|mistakes)\b/gu,
    ),
  },
  {
    name: 'forward reference',
    weight: 1.5,
    measure: phrase(
      /^(?:this|these|here(?:'s| is| are)|that)\b|\bthis is (?:what|why|how)\b|\b(?:here's|this is|these are) (?:what|why|how)\b/g,
    ),
  },
  {
    name: 'will make you',
    weight: 1.7,
    measure: phrase(
      /\b(?:will|that|can|might|may|could|would) (?:\w+ )?(?:make|change|leave|give|restore|melt|ruin|blow|help|break|get) (?:you|your|us|my|me)\b/g,
    ),
  },
  { name: 'you', weight: 0.9, measure: phrase(/\b(?:you|your|you're|you'll|you've|yourself|ya)\b/g, 2) },
  {
    name: 'need to, should',
    weight: 0.7,
    measure: phrase(/\b(?:you (?:need|have|should|must|can't|didn't|never|probably|really)|need to|should|ever need)\b/g),
  },
  { name: 'we, us, I', weight: 0.7, measure: phrase(/\b(?:we|us|our|i|my|me|i'm|we're|i've|we've)\b(?!\.)/g) },
  {
    name: 'quiz',
    weight: 2.0,
    measure: phrase(
      /^(?:which|what(?: \w+)? are|what's your|who|how (?:well|many|much|old)|can (?:you|we)|are you|do you|would you|could you|have you|should you|did you|tell us)\b.*\b(?:you|your|yourself|guess|are you)\b|\b(?:quiz|guess|trivia|based on your)\b|\bcan (?:you|we) (?:guess|name|tell|identify|match|pass|answer)\b|\bhow (?:well|many) (?:do|of|can) (?:you|these)\b/g,
    ),
  },
  {
    name: 'question without a mark',
    weight: 0.8,
    measure: ({ lower }) => count(lower, /^(?:which|what's|who|are|can|do|does|would|could|should|is|how (?:many|well|much))\b[^?]*$/g, 1),
  },
  {
    name: 'superlative',
    weight: 0.9,
    measure: phrase(
      /\b(?:best|worst|most|ultimate|greatest|biggest|perfect|perfectly|amazing|awesome|incredible|epic|hilarious|hilariously|adorable|gorgeous|cutest|ever|insane|brilliant|stunning)\b/g,
      2,
    ),
  },
  {
    name: 'intensifier',
    weight: 1.0,
    measure: phrase(
      /\b(?:literally|actually|totally|absolutely|completely|basically|seriously|honestly|definitely|probably|just|really|so (?:good|much|many|bad|hard)|way too|ridiculously|incredibly|damn|af|wtf|omg|lol|obsessed|goals|feels)\b/g,
      2,
    ),
  },
  {
    name: 'strong feeling',
    weight: 0.8,
    measure: phrase(
      /\b(?:los(?:e|ing) (?:their|our|my|your|its) minds?|is everything|freak(?:s|ed|ing)? out|heart ?(?:warming|breaking)|in tears|cry(?:ing)?|laugh(?:ing)?|crush|sexy|weird(?:ly|est)?|creepy|bizarre|crazy|cool(?:est)?|cute|beautiful|fabulous|magical|badass|nsfw|terrifying|nightmares?|savage|destroy(?:s|ed)|regret|scary|disgusting|adorably)\b/g,
      2,
    ),
  },
  { name: 'chatty tone', weight: 0.5, measure: phrase(/\b\p{L}+(?:n't|'re|'ve|'ll|'m)\b|\b(?:it|that|she|he|there|what|who)'s\b/gu) },
  {
    name: 'everyone, only',
    weight: 0.7,
    measure: phrase(/\b(?:everyone|everybody|every \w+|anyone|no one|nobody|all the|only \w+ (?:will|would|can|people|who))\b/g),
  },
  {
    name: 'relatable people',
    weight: 0.8,
    measure: phrase(
      /\b(?:guys?|dudes?|girls?|moms?|dads?|kids|celebs?|celebrit(?:y|ies)|bff|bae|boyfriend|girlfriend|introverts?|millennials?|zodiac)\b/g,
    ),
  },
  {
    name: 'for everyone who',
    weight: 0.8,
    measure: phrase(
      /\b(?:when you're|if you|people who|for (?:people|anyone|everyone|those)|who (?:love|grew|hate|can't|is|are)|as told by|according to|proves?|that prove|that show|that are|that will)\b/g,
    ),
  },
];

/** titleSpamScore gives [0, 1]; null for a title without a letter or digit. */
export function titleSpamScore(raw: string): number | null {
  const text = raw.normalize('NFKC').replaceAll('’', "'").slice(0, 500).trim();
  const words = wordsIn(text);
  if (words.length === 0) return null;
  const title: Title = { text, lower: text.toLowerCase(), words };
  const logOdds = FEATURES.reduce((sum, { weight, measure }) => sum + weight * measure(title), BIAS);
  return 1 / (1 + Math.exp(-logOdds));
}
