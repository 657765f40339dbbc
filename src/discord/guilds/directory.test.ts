import { expect, it } from 'vitest';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { silentLogger } from '../../../test/support/fakes.js';
import { guildId, roleId, userId } from '../../domain/ids.js';
import { PERMISSION } from '../../domain/permissions.js';
import { createGuildDirectory } from './directory.js';

const VIEW = String(PERMISSION.viewChannel);
const channel = (id: string, position: number, said: object[] = [], type = 0) => ({
  ...{ id, name: `channel-${id}`, type, position, permission_overwrites: said },
});
const asking = (roles: string[] = [], permissions = PERMISSION.viewChannel) => ({
  user: userId('7'),
  guild: { id: guildId('100'), permissions },
  memberRoles: new Set(roles.map(roleId)),
});
const role = (id: string, position: number) => ({
  id,
  name: `role-${id}`,
  position,
  managed: false,
  mentionable: false,
  permissions: '0',
});

const directory = () => {
  const rest = new FakeRest(new FakeClock());
  rest.on(/^GET \/guilds\/100\/channels$/, () => [
    channel('3', 2),
    channel('1', 1),
    channel('4', 3, [{ id: '100', allow: '0', deny: VIEW }]),
    channel('5', 4, [
      { id: '100', allow: '0', deny: VIEW },
      { id: '11', allow: VIEW, deny: '0' },
    ]),
    channel('6', 5, [], 2),
  ]);
  const facts = {
    id: guildId('100'),
    self: '1',
    roles: [role('100', 0), role('11', 1), role('12', 2)],
    own: [],
    systemChannel: null,
  };
  return { rest, directory: createGuildDirectory({ rest, guilds: { facts: () => Promise.resolve(facts) }, log: silentLogger }) };
};
const namesOf = async (who: ReturnType<typeof asking>) => {
  const answer = await directory().directory.of(who);
  if (!answer.ok) throw new Error(answer.error.code);
  return { roles: answer.value.roles.map(({ id }) => id), channels: answer.value.channels.map(({ id }) => id) };
};

it('lists roles from the highest on without everyone, and channels that messages go into in their order', async () => {
  expect(await namesOf(asking())).toEqual({ roles: ['12', '11'], channels: ['1', '3'] });
});

it('shows channels only to those who can see them', async () => {
  expect((await namesOf(asking(['11']))).channels).toEqual(['1', '3', '5']);
  expect((await namesOf(asking([], 0n))).channels).toEqual([]);
  expect((await namesOf(asking([], PERMISSION.administrator))).channels).toEqual(['1', '3', '4', '5']);
});

it('says when Discord does not answer, and that a person has no guild', async () => {
  const { rest, directory: made } = directory();
  rest.on(/^GET \/guilds\/100\/channels$/, () => {
    throw refusal(503, null);
  });
  expect(await made.of(asking())).toMatchObject({ ok: false, error: { code: 'DISCORD_UNAVAILABLE' } });
  expect(await made.of({ ...asking(), guild: null })).toMatchObject({ ok: false, error: { code: 'GUILD_ONLY' } });
});
