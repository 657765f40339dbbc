import { expect, it } from 'vitest';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { silentLogger } from '../../../test/support/fakes.js';
import { guildId, userId } from '../../domain/ids.js';
import { createGuildNames } from './names.js';

const GUILD = guildId('100');

it('knows what guilds and members are called, and fails for nobody', async () => {
  const rest = new FakeRest(new FakeClock());
  const names = createGuildNames({ rest, log: silentLogger });
  rest.on(/^GET \/guilds\/100$/, () => ({ name: 'Lab' }));
  rest.on(/^GET \/guilds\/100\/members\/1$/, () => ({ nick: 'Adá', user: { global_name: 'Ada', username: 'ada' } }));
  rest.on(/^GET \/guilds\/100\/members\/2$/, () => ({ nick: null, user: { global_name: 'Ben', username: 'ben' } }));
  rest.on(/^GET \/guilds\/100\/members\/3$/, () => ({ user: { username: 'mika' } }));
  rest.on(/^GET \/guilds\/100\/members\/4$/, () => {
    throw refusal(404, 10_007);
  });
  rest.on(/^GET \/guilds\/100\/members\/5$/, () => 'nonsense');
  expect(await names.guild(GUILD)).toBe('Lab');
  expect(Object.fromEntries(await names.members(GUILD, ['1', '2', '3', '4', '5'].map(userId)))).toEqual({
    '1': 'Adá',
    '2': 'Ben',
    '3': 'mika',
  });
  rest.on(/^GET \/guilds\/100$/, () => {
    throw refusal(503, null);
  });
  expect(await names.guild(GUILD)).toBeNull();
});
