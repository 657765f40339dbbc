import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { guildSpace } from '../../src/domain/ids.js';
import { snowflakeTime } from '../../src/domain/snowflake.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { eventually } from '../support/bot-process.js';
import { testChain } from '../support/chain.js';

const GUILDS = 20;
const MEMBERS = 50;
/** Guilds that use roles: enough of them that the limit decides how long it takes. */
const WITH_ROLES = 8;
const Id = z.object({ id: z.string() });
const Homes = z.looseObject({
  guilds: z.array(z.looseObject({ id: z.string(), ownerId: z.string(), channels: z.array(z.looseObject({ id: z.string() })) })),
});

/** Most of `times` (ms, sorted) within any second. */
const busiestSecond = (times: readonly number[]): number => {
  let [most, from] = [0, 0];
  for (let to = 0; to < times.length; to += 1) {
    while ((times[to] ?? 0) - (times[from] ?? 0) >= 1_000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
};

/** Nine o'clock: everybody clocks in at once. */
describe('1,000 clock-ins at once over 20 guilds', () => {
  let world: BotInSandbox;
  let homes: { guild: string; channel: string; owner: string; people: string[] }[];

  const act = async (user: string, body: Record<string, unknown>): Promise<string> => {
    const response = await fetch(`${world.sandbox.url}/sandbox/interactions?as=${user}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ nonce: user, ...body }),
    });
    return Id.parse(await response.json()).id;
  };
  const callbacks = async (): Promise<Map<string, { at: number; status: number; body: unknown }>> =>
    new Map(
      (await world.requests())
        .filter((one) => one.path.startsWith('/interactions/'))
        .map((one) => [one.path.split('/')[2] ?? '', { at: one.at, status: one.status, body: one.body }]),
    );

  beforeAll(async () => {
    world = await startBotInSandbox('gateway');
  });
  // Guilds of its own for each try, so that a second one is no continuation of the first.
  beforeEach(async () => {
    const { guildIds } = world.sandbox.seed({ guilds: GUILDS, membersPerGuild: MEMBERS });
    homes = [];
    for (const guild of guildIds) {
      const members = [...(world.sandbox.world.guilds.get(guild)?.members.keys() ?? [])].filter(
        (id) => id !== world.sandbox.applicationId,
      );
      const owner = world.sandbox.world.guilds.get(guild)?.ownerId ?? '';
      const state = Homes.parse(await (await fetch(`${world.sandbox.url}/sandbox/state?as=${owner}`)).json());
      const channel = state.guilds.find((one) => one.id === guild)?.channels[0]?.id ?? '';
      homes.push({ guild, channel, owner, people: members });
      if (homes.length > WITH_ROLES) continue;
      const options = [{ name: 'roles', type: 2, options: [{ name: 'setup', type: 1, options: [] }] }];
      const id = await act(owner, { type: 2, guild_id: guild, channel_id: channel, data: { name: 'admin', type: 1, options } });
      await eventually(async () => ((await callbacks()).has(id) ? true : undefined), 'the roles to be set up');
    }
  });
  afterAll(() => world.close());

  // Three seconds are three seconds of a machine that may be busy with something else: what counts is that it can.
  const patience = { timeout: 120_000, retry: 2 };
  it('answers all within 3 s, stores all, and gives the roles below 50 calls a second', patience, async () => {
    const clicks = homes.flatMap(({ guild, channel, people }) => people.map((user) => ({ guild, channel, user })));
    expect(clicks).toHaveLength(GUILDS * MEMBERS);
    const options = [{ name: 'category', type: 3, value: 'Work' }];
    const ids = await Promise.all(
      clicks.map(({ guild, channel, user }) =>
        act(user, { type: 2, guild_id: guild, channel_id: channel, data: { name: 'clockin', type: 1, options } }),
      ),
    );
    const answered = await eventually(async () => {
      const all = await callbacks();
      return ids.every((id) => all.has(id)) ? all : undefined;
    }, 'an answer to every click');
    const answers = ids.map((id) => ({ id, ...answered.get(id)! }));
    const waits = answers.map((one) => one.at - snowflakeTime(one.id)).sort((a, b) => a - b);
    process.stdout.write(`1,000 clicks: median ${waits[500]} ms, p99 ${waits[990]} ms, slowest ${waits.at(-1)} ms\n`);
    expect(answers.filter((one) => one.status >= 300).map((one) => one.status)).toEqual([]);
    expect(answers.filter((one) => !JSON.stringify(one.body).includes('On the clock: ')).slice(0, 3)).toEqual([]);
    expect(waits.at(-1)).toBeLessThan(3_000);

    const chain = await testChain(world.redis.url);
    const stored = await Promise.all(homes.map(({ guild }) => chain.store.onTheClock(guildSpace(guild))));
    await chain.close();
    expect(stored.map((rows) => rows.length)).toEqual(homes.map(() => MEMBERS));

    const ours = new Set(homes.slice(0, WITH_ROLES).map(({ guild }) => guild));
    const roleCalls = async (): Promise<number[] | undefined> => {
      const calls = (await world.requests()).filter(
        (one) =>
          one.method === 'PUT' && ours.has(one.path.split('/')[2] ?? '') && one.path.includes('/roles/') && one.status === 204,
      );
      return calls.length >= WITH_ROLES * MEMBERS ? calls.map((one) => one.at) : undefined;
    };
    const times = await eventually(roleCalls, 'every role to be given', 60_000);
    expect(busiestSecond(times)).toBeLessThan(50);
    expect((await world.requests()).filter((one) => one.status === 429 && one.path.includes('/members/'))).toEqual([]);
    expect(await world.contractProblems()).toEqual([]);
  });
});
