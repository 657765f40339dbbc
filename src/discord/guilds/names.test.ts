import { expect, it } from 'vitest';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { silentLogger } from '../../../test/support/fakes.js';
import { guildId, userId } from '../../domain/ids.js';
import { createGuildNames } from './names.js';

const GUILD = guildId('100');

it('knows what guilds and members are called, and fails for nobody', async () => {
  const clock = new FakeClock();
  const rest = new FakeRest(clock);
  const names = createGuildNames({ rest, clock, log: silentLogger });
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

it('asks once for each member within an hour, unless an event says that something changed', async () => {
  const clock = new FakeClock();
  const rest = new FakeRest(clock);
  const names = createGuildNames({ rest, clock, log: silentLogger });
  const asked: string[] = [];
  let nick = 'Ada';
  rest.on(/^GET \/guilds\/100\/members\/1$/, () => (asked.push('1'), { nick, user: { username: 'ada' } }));
  rest.on(/^GET \/guilds\/100\/members\/2$/, () => {
    asked.push('2');
    throw refusal(404, 10_007);
  });
  const of = async () => Object.fromEntries(await names.members(GUILD, ['1', '2'].map(userId)));
  expect(await Promise.all([of(), of()])).toEqual([{ '1': 'Ada' }, { '1': 'Ada' }]);
  expect(await of()).toEqual({ '1': 'Ada' });
  expect(asked).toEqual(['1', '2']);
  nick = 'Lady Ada';
  names.memberChanged('100', '1');
  expect(await of()).toEqual({ '1': 'Lady Ada' });
  clock.advance(3_600_000);
  await of();
  expect(asked).toEqual(['1', '2', '1', '1', '2']);
});

it('waits no longer for Discord than it is told, and knows later what came', async () => {
  const clock = new FakeClock();
  const answers = new Map<string, (member: object) => void>();
  const request = (_method: string, path: string) => new Promise((resolve) => answers.set(path.split('/').at(-1) ?? '', resolve));
  const names = createGuildNames({ rest: { request }, clock, log: silentLogger });
  const users = ['1', '2', '3', '4', '5', '6', '7'].map(userId);
  const asked = names.members(GUILD, users, 1_000);
  await Promise.resolve();
  // A few at a time.
  expect([...answers.keys()]).toEqual(['1', '2', '3', '4', '5']);
  answers.get('1')?.({ user: { username: 'ada' } });
  await clock.advanceAsync(1_000);
  expect([...(await asked)]).toEqual([['1', 'ada']]);
  for (const answer of answers.values()) answer({ user: { username: 'somebody' } });
  await clock.advanceAsync(0);
  for (const answer of answers.values()) answer({ user: { username: 'somebody' } });
  await clock.advanceAsync(0);
  expect((await names.members(GUILD, users, 1_000)).size).toBe(7);
});
