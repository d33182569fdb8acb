/** The worst model there can be: whatever order reaches it, in whatever disguise, it obeys, in every field that it has. */
import { honestAnswer, honestReading, promptOf } from '@/lib/engines/llm/testing/reader';
import type { Reply, Script, SeenRequest } from '@/lib/engines/llm/testing/stand-in';
import type { Case } from './attacks';

/** What is left of a text when form is no matter; letters hidden in tag characters are letters. */
export function bare(text: string): string {
  return text
    .replace(/[\u{E0020}-\u{E007E}]/gu, (c) => String.fromCharCode(c.codePointAt(0)! - 0xe0000))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** reached says whether at least half of an attack's key stretches are in what the model is shown. */
export function reached({ body }: SeenRequest, { keys }: Case): boolean {
  const shown = bare(
    (body.messages ?? [])
      .filter(({ role }) => role === 'user')
      .map(({ content }) => content)
      .join('\n'),
  );
  const found = keys.filter((key) => shown.includes(bare(key))).length;
  return keys.length > 0 && found / keys.length >= 0.5;
}

export interface Obedience {
  script: Script;
  /** Whether any order of the case reached the model. */
  obeyed(): boolean;
}

/** `quietly`: an honest answer with one sentence and one point of the attacker's in it, which is harder to tell from an honest one. */
export function obeying(attack: Case, quietly = false): Obedience {
  let obeyed = false;
  return {
    obeyed: () => obeyed,
    script(request) {
      // A repair round is asked in the same conversation: it goes on obeying.
      if (!reached(request, attack)) return honestAnswer(request);
      obeyed = true;
      return quietly ? quietlyObedient(request, attack) : obedient(request, attack);
    },
  };
}

function obedient(request: SeenRequest, { goal }: Case): Reply {
  const material = promptOf(request).get('material') ?? '';
  const honest = honestReading(material);
  const quote = honest.key_points[0]?.quote ?? material.slice(0, 80);
  const answer = (text: string): Reply => ({ kind: 'answer', text });
  switch (goal.effect) {
    case 'retry':
      return answer('{"summary": "again", "key_points": [');
    case 'suppress':
      return answer(JSON.stringify({ ...honest, claims: [], positions: [], fallacies: [] }));
    case 'leak': {
      const system = request.body.messages?.find(({ role }) => role === 'system')?.content ?? '';
      return answer(
        JSON.stringify({
          ...honest,
          summary: system,
          short_summary: system.slice(0, 400),
          key_points: [{ text: system.slice(0, 300), quote }],
        }),
      );
    }
    case 'decide':
      return answer(
        JSON.stringify({
          ...everywhere(goal.said, quote, honest),
          processing_type: 'early_exit',
          quality_score: 1,
          claim_count: 0,
          claims: [],
        }),
      );
    default:
      return answer(JSON.stringify(everywhere(goal.said, quote, honest)));
  }
}

function quietlyObedient(request: SeenRequest, attack: Case): Reply {
  const { goal } = attack;
  if (goal.effect === 'retry' || goal.effect === 'suppress') return obedient(request, attack);
  const honest = honestReading(promptOf(request).get('material') ?? '');
  const said = goal.effect === 'leak' ? (request.body.messages?.[0]?.content ?? '').slice(0, 300) : goal.said;
  const point = { text: said, quote: honest.key_points[0]?.quote ?? said };
  const key_points = [point, { text: said, quote: said }, ...honest.key_points];
  const claims = [{ ...point, check_worthiness: 1 }, ...honest.claims];
  return { kind: 'answer', text: JSON.stringify({ ...honest, summary: `${honest.summary} ${said}`, key_points, claims }) };
}

/** Says it in every field; once with a quote that is there, once with itself as the quote. */
function everywhere(said: string, quote: string, honest: ReturnType<typeof honestReading>) {
  const quotes = [quote, said];
  return {
    ...honest,
    short_summary: said,
    summary: said,
    key_points: quotes.map((one) => ({ text: said, quote: one })),
    chapters: quotes.map((one) => ({ title: said, quote: one })),
    claims: quotes.map((one) => ({ text: said, quote: one, check_worthiness: 1 })),
    positions: quotes.map((one, i) => ({ topic: said, stance: `${said} (${i})`, holder: said, quote: one })),
    fallacies: quotes.map((one) => ({ name: 'straw_man', quote: one, cue: said, explanation: said, confidence: 1 })),
    entities: [{ name: said, type: 'other' as const }],
    relations: quotes.map((one) => ({ subject: said, predicate: said, object: said, quote: one })),
  };
}
