/**
 * Statements of our own, each in several wordings, and as many that are nearly the same and mean something else (another person, place, figure, or the
 * opposite). A meaning is a subject and the values in it; texts of one meaning are paraphrases.
 */
export interface Statement {
  /** Same meaning, same id. */
  meaning: string;
  text: string;
}

const NAMES = ['Ines Calder', 'Marta Oyelaran', 'Piet Lund', 'Dev Rainer', 'Hanne Vogt', 'Tobias Marsh', 'Ada Wren', 'Samir Haddad'];
const PLACES = ['Harrow Bay', 'Dunmore', 'Kelling', 'Port Anselm', 'Brae Street', 'Low Harbour', 'Selby', 'Tern Point'];
const COUNTS = ['nine', 'twelve', '37', '58', '140', '412', '2,300', 'six'];
const YEARS = ['2009', '2016', '2019', '2022', '2024', '2027'];

/** n(ame), p(lace), c(ount), y(ear); five wordings each, and one that says the opposite. */
const SUBJECTS: { same: string[]; opposite: string }[] = [
  {
    same: [
      '{n} opened a workshop in {p} that tests used batteries, and {c} of them were in service by {y}.',
      'By {y}, {c} used batteries tested at the {p} workshop of {n} were in service.',
      'In {p}, a workshop founded by {n} checks old batteries; {c} had been put to work by {y}.',
      '{n} runs a place in {p} where second-hand batteries are tested, {c} of which were running by {y}.',
      'Used batteries, {c} of them by {y}, were brought back into service by the workshop that {n} opened in {p}.',
    ],
    opposite: '{n} closed the workshop in {p} that tests used batteries, and {c} of them went out of service by {y}.',
  },
  {
    same: [
      'In {y} the council of {p} voted for the night buses that {n} had asked for, by a margin of {c} votes.',
      'The night buses demanded by {n} were approved in {p} in {y} with {c} votes more than were against.',
      '{p} will have night buses: the council followed {n} in {y}, by {c} votes.',
      'By {c} votes the councillors of {p} decided in {y} to run buses at night, as {n} had proposed.',
      'A proposal of {n} for buses at night passed the council in {p} in {y} with a lead of {c} votes.',
    ],
    opposite: 'In {y} the council of {p} voted against the night buses that {n} had asked for, by a margin of {c} votes.',
  },
  {
    same: [
      'After the flood of {y}, {n} measured that the salt marsh at {p} had risen by {c} millimetres.',
      'The marsh near {p} grew {c} millimetres higher after the flood of {y}, according to measurements by {n}.',
      '{n} found that {c} millimetres of mud had been laid down on the marsh of {p} since the flood in {y}.',
      'Since the {y} flood the salt marsh at {p} has gained {c} millimetres in height, {n} reports.',
      'Measurements that {n} made at {p} show a rise of the marsh of {c} millimetres after the {y} flood.',
    ],
    opposite: 'After the flood of {y}, {n} measured that the salt marsh at {p} had sunk by {c} millimetres.',
  },
  {
    same: [
      '{n} told the inquiry that the bridge at {p} had carried {c} lorries a day before it was shut in {y}.',
      'Before its closure in {y} the {p} bridge was crossed by {c} lorries every day, {n} said at the inquiry.',
      'The inquiry heard from {n} that {c} lorries a day had used the bridge in {p} until {y}.',
      'Until the bridge at {p} was closed in {y}, {c} lorries drove over it daily, as {n} testified.',
      'According to the testimony of {n}, the bridge of {p}, shut in {y}, had taken {c} lorries a day.',
    ],
    opposite: '{n} denied before the inquiry that the bridge at {p} had carried {c} lorries a day before it was shut in {y}.',
  },
  {
    same: [
      'A study led by {n} found that {c} of the schools around {p} were too hot for lessons in the summer of {y}.',
      'In the summer of {y}, {c} schools near {p} were too hot to teach in, a study by {n} says.',
      '{n} and colleagues counted {c} schools in the area of {p} where lessons had to stop in the heat of {y}.',
      'The heat of {y} made teaching impossible in {c} schools around {p}, as research under {n} showed.',
      'Research by {n}: {c} schools close to {p} could not hold lessons in the hot summer of {y}.',
    ],
    opposite: 'A study led by {n} found that {c} of the schools around {p} were cool enough for lessons in the summer of {y}.',
  },
  {
    same: [
      'The museum of {p} bought {c} letters by {n} at an auction in {y}.',
      'In {y}, {c} letters written by {n} were acquired by the museum in {p} at auction.',
      'At an auction in {y} the {p} museum purchased {c} of the letters of {n}.',
      '{c} letters from the hand of {n} went to the museum of {p} when they were auctioned in {y}.',
      'The collection in {p} has {c} letters by {n} since an auction in {y}.',
    ],
    opposite: 'The museum of {p} sold {c} letters by {n} at an auction in {y}.',
  },
];

const OPENINGS = [
  '',
  'As was said before, ',
  'To sum it up: ',
  'One thing is certain: ',
  'It is on record that ',
  'For those who missed it, ',
];

/** makeStatements draws `count` texts of `meanings` meanings; some meanings are said often and most seldom. Texts may repeat. */
export function makeStatements(count: number, meanings: number, random: () => number): Statement[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const made = Array.from({ length: meanings }, () => ({
    subject: Math.floor(random() * SUBJECTS.length),
    opposite: random() < 0.15,
    values: { n: pick(NAMES), p: pick(PLACES), c: pick(COUNTS), y: pick(YEARS) },
  }));
  return Array.from({ length: count }, () => {
    // Density 1 / x: the commonest tenth of the meanings is said about half of the time.
    const { subject, opposite, values } = made[Math.min(meanings - 1, Math.floor(meanings ** random()) - 1)]!;
    const { same, opposite: contrary } = SUBJECTS[subject]!;
    const wording = opposite ? contrary : pick(same);
    const text = wording.replace(/\{([npcy])\}/g, (_, key: keyof typeof values) => values[key]);
    return { meaning: JSON.stringify([subject, opposite, values]), text: pick(OPENINGS) + text };
  });
}
