import { describe, expect, it } from 'vitest';
import { discordSettingsSchema } from '@/lib/core/discord/settings';
import { readCustomId } from '@/lib/delivery/discord/components';
import { handoverAt, pauseAfter, placeOf } from '@/lib/delivery/discord/place';
import { linksIn } from './auto-channels';
import { COMMANDS } from './commands/definitions';
import { mayDo } from './permissions';
import { SlidingWindow } from './sliding-window';

describe('the links of a message', () => {
  it.each([
    ['see https://a.example/x, and (https://b.example/y)!', ['https://a.example/x', 'https://b.example/y']],
    ['https://a.example https://a.example', ['https://a.example']],
    ['<https://a.example> is set apart', []],
    ['**https://a.example/z**', ['https://a.example/z']],
    ['ftp://a.example nothing', []],
  ])('%s', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });
});

describe('who may', () => {
  const settings = (over: object = {}) => discordSettingsSchema.parse(over);
  const anyone = { roles: ['100000000000000001'], mayManageServer: false };

  it('submit: everybody by default, else the roles named and who manages the server', () => {
    expect(mayDo('submit', anyone, settings())).toBe(true);
    const closed = settings({ submit_roles: ['100000000000000002'] });
    expect(mayDo('submit', anyone, closed)).toBe(false);
    expect(mayDo('submit', { ...anyone, roles: ['100000000000000002'] }, closed)).toBe(true);
    expect(mayDo('submit', { roles: [], mayManageServer: true }, closed)).toBe(true);
  });

  it('tune: nobody by default but who manages the server', () => {
    expect(mayDo('tune', anyone, settings())).toBe(false);
    expect(mayDo('tune', anyone, settings({ tune_roles: anyone.roles }))).toBe(true);
    expect(mayDo('tune', { roles: [], mayManageServer: true }, settings())).toBe(true);
  });
});

it('an hour has room again when its oldest question is an hour old', () => {
  let now = 0;
  const window = new SlidingWindow(() => now);
  expect([window.take('a', 2), window.take('a', 2), window.take('b', 2)]).toEqual([null, null, null]);
  now = 600_000;
  expect(window.take('a', 2)).toBe(3000);
  now = 3_600_001;
  expect(window.take('a', 2)).toBeNull();
});

describe('where a message is', () => {
  const interaction = { applicationId: '1', token: 't', until: new Date(900_000).toISOString() };
  const address = { channelId: '2', guildId: null, messageId: null };

  it('under its token until that ends, then in the channel', () => {
    expect(placeOf({ ...address, interaction }, 899_999)).toEqual({ kind: 'interaction', applicationId: '1', token: 't' });
    expect(placeOf({ ...address, interaction }, 900_000)).toEqual({ kind: 'new' });
    expect(placeOf({ ...address, interaction, messageId: '3' }, 0)).toEqual({ kind: 'message', messageId: '3' });
  });

  it('is handed over a minute before the token ends, once', () => {
    expect(handoverAt({ ...address, interaction }, 900_000)).toBe(840_000);
    expect(handoverAt({ ...address, interaction, messageId: '3' }, 900_000)).toBeNull();
    expect(handoverAt(address, 900_000)).toBeNull();
  });

  it('is shown less and less often', () => {
    const pauses = Array.from({ length: 20 }, (_, shows) => pauseAfter(shows));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  });
});

it('ids of components that are not ours, or no longer known, do nothing', () => {
  expect(readCustomId('winnow:full:abc:d')).toEqual({ action: 'full', argument: 'abc:d' });
  expect([readCustomId('other:full:1'), readCustomId('winnow:explode:1'), readCustomId('winnow:full')]).toEqual([null, null, null]);
});

/** discord.com/developers/docs/interactions/application-commands: names, descriptions, options, all together. */
it('the commands are within Discord’s limits', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect([new Set(names).size, names.length <= 100]).toEqual([names.length, true]);
  for (const { name, description, options = [] } of COMMANDS) {
    expect(name).toMatch(/^[a-z0-9_-]{1,32}$/);
    expect(description.length).toBeLessThanOrEqual(100);
    for (const option of options) expect([option.description.length <= 100, option.name.length <= 32]).toEqual([true, true]);
    expect(JSON.stringify([description, options]).length).toBeLessThanOrEqual(4000);
  }
});
