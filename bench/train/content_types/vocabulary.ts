/**
 * What the `{slots}` of the training material stand for. Companies, brands, drugs, games and people are made up by combining; the rest are
 * everyday words. A slot's value is drawn once per document, so that a piece speaks of one person or product throughout.
 */
import type { Random } from './random';

const list = (words: string) => words.trim().split(/\s*\|\s*|\n/);

const FIRST = list(
  'Anna|Ben|Carla|Dmitri|Elena|Farid|Grace|Hassan|Ingrid|Jack|Keiko|Liam|Maria|Nadia|Omar|Priya|Quentin|Rosa|Samuel|Tara|Umar|Vera|Wendy|Xavier|Yusuf|Zoe|Alice|Boris|Chloe|Daniel|Emma|Felix|Gina|Hugo|Irene|Jonas|Kate|Leo|Mona|Noah|Olga|Peter|Ruth|Simon|Tom|Vikram|Will|Yara|Marcus|Diane|Kevin|Laura|Brian|Susan|Jerry|Monica|Derek|Amy',
);
const LAST = list(
  'Abbott|Becker|Castillo|Dubois|Eriksen|Fernandez|Grant|Haddad|Ivanov|Jensen|Khan|Larsen|Moreau|Novak|Okafor|Patel|Quinn|Rossi|Schmidt|Tanaka|Ueda|Vargas|Walsh|Xu|Yilmaz|Zimmer|Adeyemi|Brandt|Cohen|Doyle|Ellis|Fischer|Gomez|Hughes|Ito|Johansson|Kowalski|Lopez|Murphy|Nguyen|Olsen|Price|Reyes|Sharma|Turner|Vance|Wright|Young|Harper|Stone|Fields|Marsh|Bishop|Carter',
);
const SYLLABLES = list(
  'ac|bel|cor|dan|el|fer|gal|hy|in|jo|kel|lum|mar|nor|or|pel|qui|rav|sol|ter|ul|ver|wex|yan|zor|brin|clo|dri|fal|gren',
);
const ENDINGS = list('ia|o|ex|ly|on|ara|ity|us|ent|ora|is|well|ton|ero|ade|um');

export const WORDS: Record<string, readonly string[]> = {
  first: FIRST,
  last: LAST,
  month: list('January|February|March|April|May|June|July|August|September|October|November|December'),
  weekday: list('Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday'),
  ordinal: list('first|second|third|fourth|ninth|eleventh|fourteenth|twentieth|twenty-third|thirtieth'),
  city: list(
    'Lisbon|Nairobi|Chicago|Warsaw|Lima|Manchester|Osaka|Denver|Cairo|Montreal|Jakarta|Leeds|Buenos Aires|Houston|Tbilisi|Accra|Boston|Hamburg|Karachi|Seoul|Cleveland|Belgrade|Sydney|Cardiff|Detroit|Beirut|Marseille|Phoenix|Kyiv|Mumbai',
  ),
  country: list(
    'Peru|Kenya|Poland|Japan|Brazil|Sudan|Ukraine|Turkey|Canada|Mexico|France|Nigeria|Pakistan|Haiti|Germany|Lebanon|Chile|Myanmar|Ethiopia|Greece|Indonesia|Serbia|Australia|Colombia|Iran|South Korea|Italy|Somalia|Hungary|Taiwan',
  ),
  place: list(
    'Antarctica|the Sahara|Babylon|Mali|the Andes|Crete|Mesopotamia|the Arctic|Java|Patagonia|Carthage|Siberia|Angkor|Polynesia|Persia|Iceland|the Congo|the Himalayas|Thebes|Zanzibar|Costa Rica|Norway',
  ),
  university: list(
    'Riverside College|Northfield University|the State University|Saint Clare College|the Institute of Technology|Lakeview University',
  ),
  street: list('Maple Street|Harbour Road|Station Lane|Fifth Avenue|Mill Hill|Church Street|the Old Brewery|Canal Street'),
  policy: list(
    'mental health services|rural transport|childcare|agriculture|fisheries|housing|immigration|early education|national security|public health|trade|veterans affairs|energy|official languages|social care|the budget|policing|climate policy|pensions|broadband access',
  ),
  office: list('president|governor|the United States Senate|prime minister|mayor of this city|vice president'),
  gadget: list('toaster|alarm clock|kitchen scale|headset|thermostat|lamp|door bell|speaker|tablet stand|coffee machine'),
  language: list('Go|JavaScript|Python|Rust|TypeScript|Elixir|Ruby|Java|Kotlin|C++|Swift|Haskell|PHP|Zig'),
  framework: list('React|Svelte|Vue|Django|Rails|Express|Angular|Phoenix|Laravel|Next|Flask|Spring'),
  tool: list(
    'Postgres|Redis|Docker|Vim|Webpack|Git|Kafka|Node|Curl|Nginx|Terraform|Babel|ESLint|SQLite|Jenkins|OpenSSL|Elasticsearch|Homebrew',
  ),
  os: list('Linux|FreeBSD|Android|Debian|Ubuntu|Windows|Mac OS'),
  animal: list(
    'camel|octopus|elephant|penguin|wolf|tortoise|albatross|bat|ant|cheetah|giraffe|salmon|crow|beaver|seahorse|lion|whale|gecko|hummingbird|mole rat|zebra|reindeer',
  ),
  word: list('clumsy|window|silly|muscle|salary|quarantine|clue|villain|nightmare|sincere|companion|disaster'),
  food: list('chicken|cheddar|bread|chocolate|avocado|bacon|mushroom|fish|blueberry|turkey|potato|cheese|coffee|chilli'),
  game: list(
    'Elden Ring|Minecraft|Lethal Company|Dark Souls|Animal Crossing|Mario Kart|Resident Evil|Stardew Valley|Apex Legends|Pokemon|The Sims|Portal|Overwatch|Valorant|Zelda|Silent Hill|Phasmophobia|Tetris',
  ),
  handle: list(
    'MoonBean|pixelgoblin|Lady Static|duckwizard99|Captain Waffle|sleepyghost|nanachi_fan|TurboSnail|Mochi Mae|beepboop|Sir Crumbs|VelvetRaven',
  ),
  petname: list('Kevin|Mister Beans|Princess Toast|Gary|Sir Wiggles|Tiny Tim|Bartholomew|Noodle|Steve the second|Waffles'),
  monster: list('owlbear|troll|hydra|skeleton captain|wraith|manticore|giant spider|ogre|vampire spawn|kobold chief|ice elemental'),
  fantasy: list('Thornhold|Varrenmoor|Ashkeep|Duskwater|Elandris|Grimharrow|Myrrdale|Stormgate|Kharzul|Feywick'),
  tune: list(
    "OAK HOLLOW|PRATT'S MILL|TULLY FORD|FARROW|KESTREL HILL|DUNMORE|HAZELWICK|BROOKES|QUARRY ROAD|MARJORIE|PENNYWELL|STILL WATERS FARM|ELLERY|CALLOWAY|THE TURNING",
  ),
};

/** An invented name such as "Kelora" or "Norton Brin". */
function invented(random: Random): string {
  const word = `${random.pick(SYLLABLES)}${random.chance(0.6) ? random.pick(SYLLABLES) : ''}${random.pick(ENDINGS)}`;
  return `${word[0]!.toUpperCase()}${word.slice(1)}`;
}

/** Slots whose values are made rather than picked. */
export const MAKERS: Record<string, (random: Random) => string> = {
  name: (r) => `${r.pick(FIRST)} ${r.pick(LAST)}`,
  company: invented,
  brand: (r) =>
    r.chance(0.25)
      ? `${r.pick(LAST)}'s`
      : r.chance(0.3)
        ? `${invented(r)} ${r.pick(['Farms', 'Gold', 'Plus', 'Direct', 'Brothers', 'One'])}`
        : invented(r),
  drug: (r) => `${invented(r).slice(0, -1)}${r.pick(['ra', 'zol', 'tiq', 'vex', 'mab'])}`,
  product: (r) => `${invented(r)} ${r.pick(['X', 'Pro', 'One', '3', 'S', 'Max', '500', 'Air', 'GT', 'Mini'])}`,
  day: (r) => String(r.integer(1, 28)),
  nn: (r) => String(r.integer(1, 12)).padStart(2, '0'),
  num: (r) => String(r.integer(3, 190)),
  year: (r) => String(r.integer(2005, 2026)),
  oldyear: (r) => String(r.integer(1340, 1890)),
  version: (r) => `${r.integer(1, 19)}.${r.integer(0, 9)}`,
  bignum: (r) =>
    r.pick(['two thousand', 'forty thousand', 'a million', 'three hundred thousand', '12,000', '60,000', 'half a million', 'two million']),
  money: (r) =>
    r.pick([
      'twelve fifty',
      '$40,000',
      'two million dollars',
      '900 euros',
      'three billion pounds',
      '$1.2 million',
      'eight hundred dollars',
      '£60m',
    ]),
  price: (r) => r.pick(['$5', '$9.99', '$199', 'five dollars', '$49', '$299', 'nine ninety-nine', '$19.95']),
  phone: (r) => `1-800-${r.integer(200, 999)}-${r.integer(1000, 9999)}`,
};
