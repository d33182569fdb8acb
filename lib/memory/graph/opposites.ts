import { stem } from '@/lib/engines/text/words';

/** Words that cannot both be true of one thing: groups of one side against groups of the other. */
const PAIRS = `
rise rose risen increase increased grow grew grown climb climbed gain gained up higher growing rising : fall fell fallen decrease decreased shrink shrank shrunk drop dropped decline declined lower down falling declining shrinking
safe harmless : dangerous unsafe harmful risky hazardous
effective works worked : ineffective useless
true right correct : false wrong incorrect
legal lawful allowed permitted allow allows permits : illegal unlawful banned forbidden prohibited ban bans forbids prohibits
open opened opens : closed close closes shut
win won wins : lose lost loses
support supports supported backs backed favour favours favored approve approved approves accept accepted : oppose opposes opposed reject rejected rejects
possible : impossible
profitable profit : unprofitable loss
guilty convicted : innocent acquitted
alive survived survives : dead died killed
improve improved improves better strengthen strengthened : worsen worsened worsens worse weaken weakened
begin began begins start started : end ended ends stopped
succeed succeeded success successful : fail failed failure unsuccessful
cheap cheaper inexpensive : expensive costlier dearer
faster quicker fast : slower slow
larger bigger more : smaller less fewer
hot hotter warm warmer warming : cold colder cool cooler cooling
healthy : unhealthy
common : rare
majority most : minority few
before earlier : after later
early : late
free : paid
public : private
renewable : fossil
stable : unstable
likely : unlikely
known : unknown
present : absent
add added adds : remove removed removes
create created creates : destroy destroyed destroys
raise raised raises : cut cuts lowered reduce reduced reduces
cause causes caused : prevent prevents prevented
helps help helped : harms harm harmed hurts hurt
deepest deep : shallow
hire hired hires : fire fired fires laid
import imports : export exports
strong stronger : weak weaker
always : never
buy bought buys : sell sold sells
voluntary optional : mandatory compulsory required
empty : full
permanent : temporary
north northern : south southern
east eastern : west western
`;

/** By stem. */
export const OPPOSITES: ReadonlyMap<string, ReadonlySet<string>> = build();

function build(): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>();
  const add = (word: string, opposite: string) => map.set(stem(word), (map.get(stem(word)) ?? new Set()).add(stem(opposite)));
  for (const line of PAIRS.trim().split('\n')) {
    const [left, right] = line.split(':').map((side) => side.trim().split(/\s+/));
    for (const a of left!) {
      for (const b of right!) {
        add(a, b);
        add(b, a);
      }
    }
  }
  return map;
}
