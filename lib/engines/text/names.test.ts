import { describe, expect, it } from 'vitest';
import { typeOf } from './name-types';
import { namesOf } from './names';
import { createPace } from './pace';

const find = (texts: string[]) =>
  namesOf(
    texts.map((text, index) => ({ index, text })),
    createPace(),
  );

describe('names', () => {
  it("merge a person's short forms into the full name", async () => {
    const [first] = await find(['We met Mary Holt in May.', 'Later Holt spoke, and Mary laughed.', 'I asked Mrs. Holt why.']);
    expect(first).toMatchObject({ name: 'Mary Holt' });
    expect(first!.mentions).toHaveLength(4);
  });

  it('merge initials into the long form', async () => {
    const names = await find(['It came from the European Space Agency in June.', 'Then ESA moved.', 'Nobody at ESA knew.']);
    expect(names.map(({ name }) => name)).toEqual(['European Space Agency']);
  });

  it('do not take a firm for short for its branch', async () => {
    const names = await find(['He joined Raygun New Zealand.', 'She loves Raygun.', 'They sold Raygun.', 'We know Raygun well.']);
    expect(names.map(({ name }) => name)).toContain('Raygun');
  });

  it('are not found in the first word of a sentence alone, in titles in capitals, or where there are no capitals', async () => {
    expect(await find(['Bridges fall.', 'Old bridges rust.', 'Many bridges stand.'])).toEqual([]);
    expect(await find(['BREAKING NEWS FROM THE WHOLE WORLD TONIGHT', 'ALL THE NEWS YOU NEED TONIGHT'])).toEqual([]);
    expect(await find(['we met mary holt in paris'])).toEqual([]);
  });

  it('point to where they stand in the tidied sentence', async () => {
    const text = 'Yesterday Ana Lopez met Ingrid Dahl.';
    for (const { mentions } of await find([text])) for (const { at, form } of mentions) expect(text.slice(at, at + form.length)).toBe(form);
  });
});

describe('the type of a name', () => {
  it.each([
    ['Mary Holt', 'person'],
    ['University of Oslund', 'organization'],
    ['Lake Victoria', 'place'],
    ['France', 'place'],
  ] as const)('%s is a %s', (name, type) => expect(typeOf(name, [], false)).toBe(type));

  it('may be told by the words around it', () => {
    expect(typeOf('Zorvik', [{ before: 'said President ', after: ' on Monday' }], false)).toBe('person');
    expect(typeOf('Zorvik', [], true)).toBe('person');
    expect(typeOf('Zorvik', [], false)).toBe('other');
  });
});
