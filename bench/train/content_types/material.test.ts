import { describe, expect, it } from 'vitest';
import { BUILT_IN_TYPES } from '@/lib/engines/classify/labels';
import { compose } from './compose';
import { type Form, readForms, readTitles, Slots } from './material';
import { Random } from './random';

const forms = BUILT_IN_TYPES.flatMap((type) => readForms(type));

describe('training material', () => {
  it('has many forms of every type, each with several distinct pieces', () => {
    for (const type of BUILT_IN_TYPES) expect(readForms(type).length).toBeGreaterThanOrEqual(7);
    for (const { name, pieces } of forms) {
      const texts = pieces.map(({ turns }) => turns.map(({ text }) => text).join('\n'));
      expect(new Set(texts).size, name).toBe(texts.length);
      expect(texts.length, name).toBeGreaterThanOrEqual(3);
    }
  });

  it('has titles for every type', () => {
    expect([...readTitles().keys()].sort()).toEqual([...BUILT_IN_TYPES].sort());
  });

  it('knows every slot it uses', () => {
    const slots = new Slots(new Random(1), 1);
    const all = [
      ...forms.flatMap(({ pieces }) => pieces.flatMap(({ turns }) => turns.map(({ text }) => text))),
      ...[...readTitles().values()].flat(),
    ];
    for (const text of all) expect(slots.fill(text)).not.toMatch(/[{}]/);
    expect(() => slots.fill('{nonsense}')).toThrow('unknown slot {nonsense}');
  });

  it('keeps a slot for a whole document when told to', () => {
    const filled = new Slots(new Random(3), 0).fill('{brand}, {brand}, {brand}').split(', ');
    expect(new Set(filled).size).toBe(1);
  });
});

describe('compose', () => {
  const write = (form: Form, seed: number) => compose(form, new Random(seed)).text;

  it('writes the same document for the same seed, and others for others', () => {
    const [form] = forms;
    expect(write(form!, 7)).toBe(write(form!, 7));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => write(form!, seed))).size).toBe(20);
  });

  it('gives no type away by how it is written down: each has texts with and without capitals, stops and line breaks', () => {
    for (const type of BUILT_IN_TYPES) {
      const texts = readForms(type).flatMap((form) => Array.from({ length: 30 }, (_, seed) => write(form, seed)));
      for (const habit of [/[A-Z]/, /[.,]/, /\n/]) {
        const having = texts.filter((text) => habit.test(text)).length / texts.length;
        expect(having, `${type} ${habit}`).toBeGreaterThan(0.1);
        expect(having, `${type} ${habit}`).toBeLessThan(0.99);
      }
    }
  });
});
