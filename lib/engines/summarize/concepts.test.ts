import { describe, expect, it } from 'vitest';
import type { Transcript } from '@/lib/core/runs/content';
import { createPace } from '../text/pace';
import { splitSentences } from '../text/sentences';
import { rankSentences } from './candidates';
import { selectByConcepts } from './concepts';
import { paragraphOf } from './paragraph';

const turns = (list: [string | null, string][]): Transcript => ({
  origin: 'captions',
  language: 'en',
  engine: 'test',
  segments: list.map(([speaker, text]) => ({ startSeconds: null, endSeconds: null, text, confidence: null, speaker })),
});

const tell = async (transcript: Transcript, words: number, title: string[] = []) => {
  const pace = createPace();
  const document = await splitSentences(transcript, pace);
  const chosen = await selectByConcepts(await rankSentences(document, pace), words, title, pace);
  return {
    chosen,
    text: paragraphOf(
      document,
      chosen.map(({ sentence }) => sentence),
    ),
  };
};

const MEETING: [string | null, string][] = [
  ['Ann', 'The rubber case protects the remote control when it falls from the table.'],
  ['Ben', 'Yeah, okay, mm.'],
  ['Ben', 'A rubber case costs two euros more than the plastic case of the old remote control.'],
  ['Ann', 'My cousin once had a parrot.'],
  ['Ann', 'The solar battery would make the remote control heavier, and the rubber case would not fit it.'],
  ['Ben', 'Did anybody order the sandwiches for lunch today?'],
];

describe('selectByConcepts', () => {
  it('takes what the item keeps coming back to, in its order, and leaves asides', async () => {
    const { chosen } = await tell(turns(MEETING), 30);
    const indexes = chosen.map(({ sentence }) => sentence.index);
    expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
    const told = chosen.map(({ sentence }) => sentence.text).join(' ');
    expect(told).toContain('rubber case');
    expect(told).not.toMatch(/parrot|sandwiches/);
  });

  it('keeps near its budget and never says the same twice', async () => {
    const { chosen } = await tell(turns([...MEETING, ...MEETING, ...MEETING]), 40);
    expect(chosen.reduce((sum, { words }) => sum + words, 0)).toBeLessThanOrEqual(46);
    expect(new Set(chosen.map(({ sentence }) => sentence.text)).size).toBe(chosen.length);
  });

  it('gives the title a say', async () => {
    const battery = (chosen: { sentence: { text: string } }[]) => chosen[0]!.sentence.text.includes('solar battery');
    expect(battery((await tell(turns(MEETING), 6)).chosen)).toBe(false);
    expect(battery((await tell(turns(MEETING), 6, ['solar', 'battery', 'heavier'])).chosen)).toBe(true);
  });

  it('takes nothing from nothing', async () => {
    expect((await tell(turns([[null, 'Okay. Yeah. Mm.']]), 30)).chosen).toEqual([]);
  });
});

describe('paragraphOf', () => {
  it('says who speaks, once a stretch, where the source tells several speakers apart', async () => {
    const { text } = await tell(turns(MEETING), 60);
    expect(text).toMatch(/^Ann: The rubber case/);
    expect(text).toContain('Ben: A rubber case costs');
  });

  it('names nobody where one voice, or none, is told', async () => {
    const alone = MEETING.map(([, text]): [string, string] => ['Ann (host)', text]);
    expect((await tell(turns(alone), 60)).text).not.toContain('Ann');
    const untold = MEETING.map(([, text]): [null, string] => [null, text]);
    expect((await tell(turns(untold), 60)).text).toMatch(/^The rubber case/);
  });

  it('leaves the office out of a name', async () => {
    const office = MEETING.map(([who, text]): [string, string] => [`${who} (Minister of Cases)`, text]);
    expect((await tell(turns(office), 60)).text).toMatch(/^Ann: /);
  });
});
