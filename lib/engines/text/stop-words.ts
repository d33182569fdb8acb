/** Words that say how, not what: function words, auxiliaries, hesitations, and the small change of spoken English. */
const LIST = `
a about above across actually after again against ago ah ahead alright all almost along already also although always am among an and another any anybody
anyhow anymore anyone anything anyway anyways are aren't around as at away back basically be became because become becomes been before behind being below
beside besides between beyond bit both but by bye came can can't cannot cause certainly come comes coming could couldn't 'cause cos cuz d definitely did
didn't do does doesn't doing don't done down during each eh either else enough er erm etc even ever every everybody everyone everything everywhere exactly
except far few for from further gave get gets getting give given gives giving go goes going gone gonna good got gotta gotten great guess guy guys had hadn't
happen happened happens hardly has hasn't have haven't having he he'd he'll he's hello hence her here here's hers herself hey hi him himself his hmm how how's
however huh i i'd i'll i'm i've if in indeed instead into is isn't it it'd it'll it's its itself just keep keeps kept kind kinda know knows knew known
last later least less let let's like likely little ll look looked looking looks lot lots m made mainly make makes making many may maybe me mean means meant
might mine mm mmm mhm more moreover most mostly much must my myself nah near nearly need needs neither never next nice no nobody none nope nor not nothing
now nowhere o of off oh ok okay on once one ones only onto or other others otherwise our ours ourselves out over own perhaps please pretty probably put puts
quite rather re really right s said same saw say saying says see seeing seem seemed seems seen several shall she she'd she'll she's should shouldn't simply
since so some somebody somehow someone something sometimes somewhat somewhere soon sort sorta still stuff such sure t take taken takes taking talk talking
tell tells than thank thanks that that'd that'll that's the their theirs them themselves then there there'd there'll there's therefore these they they'd
they'll they're they've thing things think thinking thinks this those though thought through throughout thus till to today together told too took toward
towards tried tries try trying turn turned turns u uh uhm um under unless until up upon us use used using usually ve very via wanna want wanted wants was
wasn't way ways we we'd we'll we're we've well went were weren't what what'd what'll what's whatever when when's whenever where where's wherever whether
which whichever while who who'd who'll who's whoever whole whom whose why why's will with within without won't would wouldn't wow y ya y'all yeah yep yes yet
you you'd you'll you're you've your yours yourself yourselves
`;

export const STOP_WORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/));

/** Words that carry a meaning but hardly ever a topic: praise, emphasis, small talk, oaths, talk about the talk. */
const VAGUE = `
absolutely adorable amazing apparently appreciate awesome bad basic basically beautiful best better big biggest bring bunch call cheer cheers chill completely
cool congrats congratulations couple crazy curious cute damn dang dear directly dude early easily easy enjoy entire especially essentially evening everyday
excellent excited exciting extremely fabulous fact fair fairly fantastic fascinating favorite favourite feel feeling feels fine folk folks forget frankly
friend friends fuck fucking fun funny generally gentlemen girl glad god good gorgeous gosh greatest happen happening happy hate heck hell helpful hilarious
holy honest honestly hope hopefully huge idea ideas important incredible incredibly insane interested interesting ironically issue joke joking joy kid kidding
kudos ladies lady literally little listen listener listeners love loved lovely lucky mad magical man matter mention mentioned moment morning necessarily neat
nearly new nice night normal obvious obviously ooh oops ouch particularly people perfect perfectly person piece place plain pleasant please pleasure point
possible possibly pretty problem properly question questions quick quickly ready real reason remember ridiculous seriously shit significant silly similar
simple sir situation small special specific specifically start started story stuff stupid subscribe sudden suddenly super sweet term terms terrible terribly
thank thankful today tomorrow tonight topic total totally truly typical typically ugly ultimately understand understood unfortunately usual versus viewers
wait watching watch weird welcome whoa wish wonder wonderful wondering word words work worth worse worst wrong yay yesterday yup
`;

export const VAGUE_WORDS: ReadonlySet<string> = new Set(VAGUE.trim().split(/\s+/));
