import { describe, expect, it } from 'vitest';
import { aliasKeys, entityKey, type KnownEntity, resolveEntity } from './resolve';

const known = (id: string, name: string, type = 'person', keys = [entityKey(name)]): KnownEntity => ({ id, name, type, keys });
const local = (name: string, type = 'person', forms = [name]) => ({ name, type, forms });
const idOf = (name: ReturnType<typeof local>, ...others: KnownEntity[]) => resolveEntity(name, others)?.id ?? null;

describe('resolveEntity', () => {
  it('knows a name again in other letters, with a title, an article or a possessive', () => {
    const ada = known('1', 'Ada Wren');
    for (const form of ['ADA WREN', 'Dr. Ada Wren', 'President Ada Wren', 'Ada Wren’s']) expect(idOf(local(form), ada)).toBe('1');
    expect(idOf(local('The Harbour Trust', 'organization'), known('2', 'Harbour Trust', 'organization'))).toBe('2');
  });

  it('knows a person by the last name where only one has it', () => {
    expect(idOf(local('Wren'), known('1', 'Ada Wren'))).toBe('1');
    expect(idOf(local('Ada Wren'), known('1', 'Wren'))).toBe('1');
    expect(idOf(local('Wren'), known('1', 'Ada Wren'), known('2', 'Ben Wren'))).toBeNull();
  });

  it('keeps two persons with one last name apart, and a person from a place', () => {
    expect(idOf(local('Ben Wren'), known('1', 'Ada Wren'))).toBeNull();
    expect(idOf(local('Lincoln', 'person'), known('1', 'Lincoln', 'place'))).toBeNull();
  });

  it('knows an organisation by its initials', () => {
    const long = local('World Health Organization', 'organization');
    expect(aliasKeys(long)).toContain('who');
    expect(idOf(local('WHO', 'organization'), known('1', long.name, 'organization', aliasKeys(long)))).toBe('1');
  });

  it('does not take the last word of an organisation for the organisation', () => {
    expect(idOf(local('Trust', 'organization'), known('1', 'Harbour Trust', 'organization'))).toBeNull();
  });
});
