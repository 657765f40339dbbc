import { beforeEach, describe, expect, it } from 'vitest';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { silentLogger } from '../../../test/support/fakes.js';
import type { GuildRoles } from '../../commands/deps.js';
import { DISCORD_CODE, DiscordError } from '../errors.js';
import { guildId, roleId, userId } from '../../domain/ids.js';
import { createGuildReader, type GuildReader } from './facts.js';
import { createRoleDesk } from './guild-roles.js';
import { listGuilds } from './present.js';

const GUILD = guildId('100');
const MANAGE_ROLES = String(1n << 28n);
const role = (id: string, position: number, more: object = {}) => ({ id, name: `role ${id}`, position, ...more });

let clock: FakeClock;
let rest: FakeRest;
let guilds: GuildReader;
let desk: Pick<GuildRoles, 'check' | 'ensure' | 'holders'>;
let roles: object[];
let own: string[];

beforeEach(() => {
  clock = new FakeClock();
  rest = new FakeRest(clock);
  roles = [role(GUILD, 0), role('301', 1), role('302', 5), role('309', 4, { permissions: MANAGE_ROLES, managed: true })];
  own = ['309'];
  rest.on(/^GET \/users\/@me$/, () => ({ id: '400' }));
  rest.on(/^GET \/guilds\/100$/, () => ({ id: GUILD, roles }));
  rest.on(/^GET \/guilds\/100\/members\/400$/, () => ({ roles: own }));
  guilds = createGuildReader({ rest, clock });
  desk = createRoleDesk({ rest, guilds, log: silentLogger });
});

describe('who has a role?', () => {
  const [ann, bob, cem] = [userId('401'), userId('402'), userId('403')];
  const holders = async (wanted: string) => {
    const found = await desk.holders(GUILD, roleId(wanted), [ann, bob, cem]);
    return found.ok ? [...found.value] : found.error.code;
  };

  it('those of whom Discord says so; who has left has none', async () => {
    rest.on(/^GET \/guilds\/100\/members\/401$/, () => ({ roles: ['301', '302'] }));
    rest.on(/^GET \/guilds\/100\/members\/402$/, () => ({ roles: ['302'] }));
    rest.on(/^GET \/guilds\/100\/members\/403$/, () => {
      throw new DiscordError('GET', 404, DISCORD_CODE.unknownMember, 'Unknown Member');
    });
    expect(await holders('301')).toEqual([ann]);
    expect(await holders('302')).toEqual([ann, bob]);
  });

  it('everybody has the one of the guild, and nobody is asked', async () =>
    expect(await holders('100')).toEqual([ann, bob, cem]));

  it('nobody is left out because Discord could not be asked', async () => {
    rest.on(/^GET \/guilds\/100\/members\//, () => {
      throw new DiscordError('GET', 500, null, 'down');
    });
    expect(await holders('301')).toBe('DISCORD_UNAVAILABLE');
  });
});

describe('may the bot give a role?', () => {
  const verdict = async (id: string): Promise<string> => {
    const checked = await desk.check(GUILD, roleId(id));
    return checked.ok ? 'yes' : checked.error.code;
  };

  it('yes, below its highest role', async () => expect(await verdict('301')).toBe('yes'));
  it('not above it', async () => expect(await verdict('302')).toBe('ROLE_ABOVE_BOT'));
  it('not its own or another managed one', async () => expect(await verdict('309')).toBe('ROLE_MANAGED'));
  it('not the one of everyone', async () => expect(await verdict(GUILD)).toBe('ROLE_EVERYONE'));
  it('not one that is not there', async () => expect(await verdict('999')).toBe('ROLE_NOT_FOUND'));
  it('not without Manage Roles', async () => {
    roles[3] = role('309', 4, { managed: true });
    expect(await verdict('301')).toBe('ROLE_PERMISSION_MISSING');
  });
  it('as an administrator too', async () => {
    roles[3] = role('309', 4, { permissions: '8' });
    expect(await verdict('301')).toBe('yes');
  });
  it('with Manage Roles given to everyone, but only below a role of its own', async () => {
    roles = [role(GUILD, 0, { permissions: MANAGE_ROLES }), role('301', 1)];
    own = [];
    expect(await verdict('301')).toBe('ROLE_ABOVE_BOT');
  });
  it('of two at the same height the older is above', async () => {
    roles = [role(GUILD, 0), role('305', 3), role('306', 3, { permissions: MANAGE_ROLES }), role('307', 3)];
    own = ['306'];
    expect([await verdict('305'), await verdict('307')]).toEqual(['ROLE_ABOVE_BOT', 'yes']);
  });
  it('nobody knows while Discord is away', async () => {
    rest.on(/^GET \/guilds/, () => {
      throw refusal(503, null);
    });
    expect(await verdict('301')).toBe('DISCORD_UNAVAILABLE');
  });
});

describe('what is known of a guild', () => {
  it('serves the questions of one moment, and is forgotten on time or when told', async () => {
    await desk.check(GUILD, roleId('301'));
    await desk.check(GUILD, roleId('302'));
    expect(rest.made(/^GET \/guilds\/100$/)).toHaveLength(1);
    guilds.forget(GUILD);
    await desk.check(GUILD, roleId('301'));
    expect(rest.made(/^GET \/guilds\/100$/)).toHaveLength(2);
    clock.advance(30_001);
    await desk.check(GUILD, roleId('301'));
    expect(rest.made(/^GET \/guilds\/100$/)).toHaveLength(3);
    expect(rest.made(/@me$/)).toHaveLength(1);
  });

  it('is asked again after a failure', async () => {
    let down = true;
    rest.on(/^GET \/users\/@me$/, () => {
      if (down) throw refusal(null, null);
      return { id: '400' };
    });
    expect(await desk.check(GUILD, roleId('301'))).toMatchObject({ ok: false });
    down = false;
    expect(await desk.check(GUILD, roleId('301'))).toMatchObject({ ok: true });
  });
});

describe('a role by name', () => {
  const ensure = () => desk.ensure(GUILD, { name: 'On the clock', colour: 0x3ba55d, reason: 'setup' });

  it('is found when the bot may give it', async () => {
    roles.push(role('303', 9, { name: 'On the clock' }), role('304', 2, { name: 'On the clock' }));
    expect(await ensure()).toEqual({ ok: true, value: '304' });
    expect(rest.made(/^POST/)).toEqual([]);
  });

  it('is made otherwise: without permissions, and not on display', async () => {
    rest.on(/^POST \/guilds\/100\/roles$/, () => ({ id: '310' }));
    expect(await ensure()).toEqual({ ok: true, value: '310' });
    expect(rest.calls.at(-1)).toMatchObject({
      body: { name: 'On the clock', color: 0x3ba55d, permissions: '0', hoist: false, mentionable: false },
      reason: 'setup',
    });
  });

  it('needs Manage Roles', async () => {
    roles[3] = role('309', 4);
    expect(await ensure()).toMatchObject({ error: { code: 'ROLE_PERMISSION_MISSING' } });
    expect(rest.made(/^POST/)).toEqual([]);
    roles[3] = role('309', 4, { permissions: MANAGE_ROLES });
    rest.on(/^POST/, () => {
      throw refusal(403, 50_013);
    });
    expect(await ensure()).toMatchObject({ error: { code: 'ROLE_PERMISSION_MISSING' } });
  });
});

describe('the list of guilds', () => {
  it('is read page by page', async () => {
    const all = Array.from({ length: 450 }, (_, n) => ({ id: String(1_000 + n) }));
    const pages = [all.slice(0, 200), all.slice(200, 400), all.slice(400)];
    rest.on(/^GET \/users\/@me\/guilds$/, () => pages.shift());
    expect(await listGuilds({ rest, log: silentLogger })).toEqual(new Set(all.map(({ id }) => id)));
  });

  it('ends when a server ignores paging, and is unknown when it fails', async () => {
    const page = Array.from({ length: 200 }, (_, n) => ({ id: String(1_000 + n) }));
    rest.on(/guilds$/, () => page);
    expect((await listGuilds({ rest, log: silentLogger }))?.size).toBe(200);
    rest.on(/guilds$/, () => {
      throw refusal(404, 0);
    });
    expect(await listGuilds({ rest, log: silentLogger })).toBeNull();
  });
});
