import { stem } from '@/lib/engines/text/words';

/** Common verbs whose past does not end in -ed, and nouns of theirs, by the form that stands for all. */
const IRREGULAR = `
rise rose risen,fall fell fallen,grow grew grown growth,lose lost loss losses,win won victory,sell sold sale sales,buy bought,hold held,build built,break broke broken,
choose chose chosen choice,cost costs,cut cuts cutting,draw drew drawn,drive drove driven driver,eat ate eaten,feel felt,fight fought,find found,forget forgot forgotten,
freeze froze frozen,hear heard,hit hits hitting,hide hid hidden,hurt hurts,lay laid,lead led,leave left,lend lent,meet met meeting,pay paid payment,read reading,ride rode
ridden,run ran running,send sent,shoot shot,shut shuts,sink sank sunk,sit sat,sleep slept,speak spoke spoken speech,spend spent spending,stand stood,steal stole stolen,
strike struck,swim swam,teach taught teacher,throw threw thrown,wake woke awake,wear wore worn,write wrote written,begin began begun,bring brought,catch caught,decide
decision,approve approval,reduce reduction,increase increased,analyse analyze analysis,destroy destruction,deliver delivery,arrive arrival,refuse refusal,employ
employee employer,translate translator translation,child children,man men,woman women,foot feet,mouse mice,die died death dead,kill killing,choose chosen,argue argument,
agree agreement,announce announcement,invest investor investment,govern government,manage manager management,produce product production,explain explanation,kidney kidneys
`;

const FORMS: ReadonlyMap<string, string> = new Map(
  IRREGULAR.replace(/\s+/g, ' ')
    .trim()
    .split(',')
    .flatMap((group) => {
      const forms = group.trim().split(' ');
      return forms.map((form): [string, string] => [form, stem(forms[0]!)]);
    }),
);

/** stemOf is what words are compared by. `normal` as normalWord gives it. */
export function stemOf(normal: string): string {
  return FORMS.get(normal) ?? stem(normal);
}
