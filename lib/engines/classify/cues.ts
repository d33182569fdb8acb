/**
 * Cues: words and formulas that give a kind of content away, from general knowledge of how such content sounds. How much each group speaks
 * for each type is learned. Groups are matched as whole words, case-insensitively; `*` at the end of an entry stands for any ending.
 */
const GROUPS: Record<string, string> = {
  // Who is spoken to, and how
  viewers:
    "chat|stream*|subscribe*|subs|you guys|hey guys|guys|y'all|everybody|super chat*|donat*|followers|channel|like button|viewers|mods|emote*|vod|clip that|raid|discord",
  slang:
    "oh my god|oh my gosh|omg|bro|dude|lol|let's go|what the hell|holy|gonna|gotta|wanna|kinda|yo|woah|whoa|oops|haha|yay|nice|literally|so cute|crazy|insane|fuck*|shit*|damn",
  exclaims: 'no no|wait wait|wait what|oh no|oh my|okay okay|ow|ah|aw|hey hey|yes yes|stop it|help me|come on|go go',
  fillers: 'uh|um|er|hmm|mm|mm-hmm|uh-huh|yeah|okay|ok|right|i mean|you know|sort of|kind of|i guess|i think|like',
  listeners:
    'listener*|this episode|another episode|our guest|my guest|guest*|the show|podcast*|show notes|today on|joining me|joined by|co-host*|my host|your host|thanks for having me|welcome to the show|welcome back',
  thanks_for_joining:
    'thank you for joining|thanks for joining|thank you for being here|good to be here|thank you for having me|appreciate you|thank you so much for',
  // Game play
  dice: 'roll*|initiative|saving throw*|perception|stealth|hit points|armor class|damage|d20|d6|d4|d8|natural one|natural 20|advantage|disadvantage|spell*|dungeon*|goblin*|dragon*|sword*|axe|dagger|wizard*|paladin|cleric|rogue|barbarian|bonus action|melee|critical hit|tavern|cast',
  gaming:
    'game*|level|boss|loot|respawn*|inventory|quest*|controller|checkpoint|health bar|gameplay|speedrun|multiplayer|player*|jumpscare|lava|zombie*|monster*|weapon*|shield*|ammo|minecraft|save file|achievement*',
  comedy:
    'joke*|funny|hilarious|comedy|laughing|prank*|challenge|react*|unbox*|vlog|celebrity|movie*|episode finale|season finale|fans|red carpet|villain*',
  // Deliberation
  meeting:
    'meeting*|agenda|minutes|presentation*|action item*|next item|whiteboard|questionnaire*|design*|prototype|interface|user*|requirements|project manager|marketing|deadline*|feedback|slides|budget|decide*|agreed',
  committee:
    'committee|chair|chairman|chairperson|minister*|honourable|member*|motion|witness*|amendment*|bill|section|parliament*|assembly|local authorit*|constituen*|point of order|scrutiny|evidence session|stakeholder*|councillor*|madam|recommendations',
  debate:
    'senator*|governor|congress*|my opponent|rebuttal|tax*|vote*|campaign*|candidate*|republican*|democrat*|president*|secretary|american people|immigration|jobs|health care|war|military|border*|trade deal*|veterans|nomination|wall street',
  oratory:
    'my fellow|ladies and gentlemen|god bless|tonight|our country|our nation|we will|we must|together|great people|proud|honor*|citizens|believe me|folks|freedom|future',
  question_time:
    'follow-up|next question|take your questions|your question|thirty seconds|two minutes|go ahead|respond|i disagree|i agree|do you think|what do you think|how do you feel|would you say|tell us|let me ask',
  founders:
    'founder*|startup*|company|companies|investor*|raised|funding|hire*|hiring|team*|customer*|ceo|revenue|bootstrapp*|entrepreneur*|leadership|culture|business|acquire*|acquisition|venture|seed round|pitch*',
  // Technology
  code: 'code*|coding|javascript|typescript|python|golang|rust|java|api|apis|database*|framework*|library|libraries|compiler|function*|bug*|debug*|git|github|repo*|pull request*|npm|node|react|css|html|browser*|frontend|backend|server*|deploy*|kubernetes|docker|container*|cluster*|terminal|program*|developer*|engineer*|software|open source|open-source|refactor*|runtime|syntax|test suite|unit test*|commit*|maintainer*|linux|sql|query|queries',
  computing:
    'ai|a\\.i\\.|machine learning|deep learning|neural network*|model*|dataset*|data|gpu*|cpu*|cloud|aws|algorithm*|encryption|blockchain|crypto*|hacker*|vulnerabilit*|firmware|chip*|robot*|app|apps|startup|platform*|tech|technology|internet|web|devices|smartphone*|phone|laptop|battery|android|iphone|version|release*|feature*|benchmark*|openai|llm*|gpt*|inference|pipeline*|scale|latency|infrastructure',
  // Teaching
  teaching:
    "imagine|for example|in other words|that is why|this is why|that's why|suppose|let's say|let's look|let's start|think about|think of|it turns out|picture|notice|remember|what happens|consider|step by step|explain*|understand*|meaning|means|lesson*|lecture*|homework|exercise|chapter|learn*|the idea|the question|the answer|known as|called|which means",
  mathematics:
    'equation*|number*|theorem*|proof*|prove*|angle*|circle|triangle|square*|squared|sine|cosine|derivative*|integral*|vector*|matrix|matrices|probabilit*|function|graph|curve|infinite|infinity|sum|plus|minus|times|equals|equal|zero|variable*|polynomial*|geometry|algebra|calculus|dimension*|coordinate*|exponential|prime*|formula*|pi',
  science:
    'scientist*|species|cell*|molecule*|atom*|energy|evolution|brain|neuron*|dna|gene*|bacteria|virus*|planet*|ocean*|light|wave*|gravity|temperature|experiment*|researcher*|research|study|studies|theory|body|blood|muscle*|disease*|immune|carbon|oxygen|water|earth|universe|particle*|chemical*|mammal*|animal*|plant*|fossil*',
  history:
    'century|centuries|ancient|years ago|thousands of years|empire|kingdom|king|emperor|medieval|greek*|roman|romans|latin|myth*|civilization*|word|origin*|philosoph*|tradition|legend|tomb|dynasty|poem|artist*|painting*',
  talk: 'when i was|i grew up|my mother|my father|my grandmother|i want to tell you|i would like to|changed my life|we all|around the world|communit*|stories|story|what if|people who|i realized|i discovered|in our lab|human beings|humanity|each one of us',
  therapy:
    'emotion*|anxiety|therap*|psycholog*|attachment|trauma|habit*|stress|feelings|mental health|relationship*|behavior*|cortex|amygdala|oxytocin|clients',
  // News
  newsroom:
    "correspondent*|reporter*|reports|reporting|breaking news|headlines|top story|top stories|our main stories|newsroom|bulletin|the news|anchor|analyst*|commentator|developing story|just in|live from|live in|on the ground|commercial break|after the break|when we come back|stay with us|joining me now|join us now|video clip|take a listen|sources say|i'm told|bbc|cnn|reuters|associated press",
  events:
    'police|killed|attack*|officials|official|authorities|government*|military|troops|war|ceasefire|hostage*|missile*|protest*|election*|president|prime minister|minister|court|judge|jury|arrest*|suspect*|charged|victim*|shooting|earthquake|hurricane|flood*|wildfire*|refugee*|sanctions|united nations|spokesman|spokeswoman|spokesperson|investigat*|israel*|gaza|hamas|ukrain*|russia*|white house|kremlin|parliament|opposition|rebels|crisis',
  attribution:
    'said|says|told|according to|announced|warned|denied|confirmed|accused|statement|reportedly|allegedly|expected to|has been|have been|called for|on monday|on tuesday|on wednesday|on thursday|on friday|on saturday|on sunday|earlier today|this week|last week|so far',
  markets:
    'shares|stocks|index|inflation|interest rates|central bank|per cent|percent|profits|economist*|quarter|dollar*|pound|euro|oil prices|analysts|forecast|weather|degrees|scored|semi-final*|champion*|league|coach',
  // Selling
  call_to_action:
    'call now|call today|call|visit|order now|order today|order online|buy|shop|try|get yours|get your|sign up|enroll|schedule|click|download|hurry|come in|stop by|see your|ask your doctor|find out more|learn more|start today|book|switch to|switch|subscribe now|pre-order|vote for|pick up|donate|apply',
  offer:
    'free|sale|save|savings|off|only|just|deal*|discount*|offer*|price*|low|coupon|rebate|guarantee*|warranty|money back|no money down|a month|per month|limited time|trial|promo|code|plus|bonus|today|this weekend|now open|in stores|available|starting at|as low as',
  claims:
    'new|introducing|all-new|best|fresh|delicious|real|natural|perfect|finest|premium|trusted|quality|favorite|favourite|amazing|smooth|crispy|better|america|leading|number one|proven|easy|fast|convenient|deserve|award-winning|made with|brought to you',
  small_print:
    'dot com|\\.com|www|member fdic|equal housing|terms apply|restrictions apply|see store|see dealer|side effects|do not take|use as directed|drink responsibly|paid for by|approve this message|not typical|participating|void where|sold separately|licensed|apr|financing|locations|toll free',
  goods:
    'car|cars|truck*|dealer*|insurance|bank|mortgage|loan*|checking|credit card*|pizza|burger*|sandwich*|beer|coffee|juice|cheese|chocolate|snack*|restaurant*|menu|breakfast|dinner|taste|flavor*|flavour*|skin|hair|toothpaste|detergent|mattress|furniture|hotel*|vacation*|cruise*|resort|hospital|doctor*|wireless|university|degree|casino|jewelry|diamonds|tires|shoes|family owned',
  // Singing
  archaic:
    "thy|thee|thou|thine|ye|hath|doth|dost|hast|art|o'er|e'er|ne'er|'tis|'twas|shalt|wilt|lo|behold|hark|whence|thence|unto|\\w+'n|\\w+'st|ev'ry|heav'n*|pow'r|bless'd|nigh|oft",
  sacred:
    'lord|god|jesus|savior|saviour|christ|saints|soul*|heaven*|glory|praise*|sing|hallelujah|hosanna|grace|mercy|zion|canaan|angels|sinner*|eternal|salvation|redeem*|lamb|cross|throne|holy|spirit|pilgrim*|gospel|amen|sin|death|grave|joy*|bless*|father',
  romance:
    'baby|love|heart|kiss*|darling|tonight|dream*|tears|lonely|hold me|forever|goodbye|dancing|dance|feel|eyes|fire|fly|rain|moon|stars|sky|cry|crying|broken|memories|without you|miss you',
  vocables: 'oh oh|ooh|la la|na na|da da|hey hey|yeah yeah|doo|shoo|whoa oh|hum|ay|mmm|bop|lullaby|haul away',
};

const compile = (entries: string) => {
  const alternatives = entries.split('|').map((entry) => {
    const open = entry.endsWith('*');
    const body = (open ? entry.slice(0, -1) : entry).replace(/ /g, '[\\s,]+');
    return open ? `${body}[\\w'-]*` : body;
  });
  return new RegExp(`(?<![\\w'])(?:${alternatives.join('|')})(?![\\w'])`, 'g');
};

const CUES = Object.entries(GROUPS).map(([name, entries]) => ({ name, pattern: compile(entries) }));

export const CUE_NAMES: readonly string[] = CUES.map(({ name }) => name);

/** How often each group of CUE_NAMES occurs in `text`. */
export function countCues(text: string): number[] {
  const plain = text.toLowerCase().replace(/[’‘]/g, "'");
  return CUES.map(({ pattern }) => plain.match(pattern)?.length ?? 0);
}
