/** A model that does what it is asked, by simple rules: what the stand-in answers where a script says nothing else. */
import type { Merge, Reading } from '../analysis/schema';
import { sentencesOf } from '../untrusted/scrub';
import type { Reply, SeenRequest } from './stand-in';

/** promptOf gives what stands between the fences of a request, by label. */
export function promptOf({ body }: SeenRequest): Map<string, string> {
  const user = body.messages?.find(({ role }) => role === 'user')?.content ?? '';
  return new Map(
    [...user.matchAll(/<([a-z-]+)-[0-9a-f]{16}>\n([\s\S]*?)\n<\/\1-[0-9a-f]{16}>/g)].map(([, label, text]) => [label!, text!]),
  );
}

/** honestReading takes everything from the material, word for word. */
export function honestReading(material: string): Reading {
  const sentences = material.split('\n').flatMap((line) => sentencesOf(line.replace(/^[A-Z][\w .-]{0,40}: /, '')));
  const telling = sentences.filter((sentence) => sentence.split(' ').length >= 5);
  const step = Math.max(1, Math.floor(telling.length / 5));
  const chosen = telling.filter((_, i) => i % step === 0).slice(0, 5);
  const quote = (sentence: string) => sentence.split(' ').slice(0, 30).join(' ');
  const names = [...new Set(material.match(/\b[A-Z][a-z]{3,}\b/g) ?? [])].slice(0, 5);
  return {
    short_summary: chosen[0] ?? material.slice(0, 200),
    summary: chosen.join(' ') || material.slice(0, 200),
    key_points: chosen.map((text) => ({ text, quote: quote(text) })),
    chapters: chosen.slice(0, 2).map((text) => ({ title: text.split(' ').slice(0, 6).join(' '), quote: quote(text) })),
    claims: telling
      .filter((sentence) => /\d/.test(sentence))
      .slice(0, 5)
      .map((text) => ({ text, quote: quote(text), check_worthiness: 0.8 })),
    positions: [],
    fallacies: [],
    entities: names.map((name) => ({ name, type: 'other' as const })),
    relations: [],
  };
}

export function honestMerge(prompt: Map<string, string>): Merge {
  const summaries = prompt.get('summaries') ?? '';
  const count = (label: string) => (prompt.get(label)?.match(/^\[\d+\] /gm) ?? []).length;
  const plain = summaries.replace(/^part [\w ]+: /gm, '').replace(/\s+/g, ' ');
  const sentences = sentencesOf(plain);
  return {
    short_summary: sentences[0] ?? plain,
    summary: sentences.slice(0, 8).join(' '),
    key_points: Array.from({ length: Math.min(6, count('key-points')) }, (_, i) => i),
    chapters: Array.from({ length: Math.min(6, count('chapters')) }, (_, i) => i),
    topics: [],
  };
}

/** honestAnswer answers both kinds of request. */
export function honestAnswer(request: SeenRequest): Extract<Reply, { kind: 'answer' }> {
  const prompt = promptOf(request);
  const material = prompt.get('material');
  return { kind: 'answer', text: JSON.stringify(material === undefined ? honestMerge(prompt) : honestReading(material)) };
}
