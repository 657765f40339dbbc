import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

/* The real bot with the API beside it, and the sandbox as the Discord that says who is who. */

let world: BotInSandbox;
let ben: DiscordUser;
let [guild, channel, token] = ['', '', ''];

const call = async (
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> => {
  const answer = await fetch(`${world.bot.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
};

beforeAll(async () => {
  world = await startBotInSandbox('gateway');
  ben = await world.person('ben');
  const home = (await ben.state()).guilds[0];
  [guild, channel] = [home?.id ?? '', home?.channels[0]?.id ?? ''];
  const given = options({ name: 'script', scopes: 'write', expiry: 'week' });
  const made = await ben.command(guild, channel, 'token', subcommand('create', ...given));
  token = /pct_[\w-]+/.exec(JSON.stringify(made.embeds))?.[0] ?? '';
});
afterAll(() => world.close());

it('takes the token of /token, knows the servers of its owner, and shares their clock with Discord', async () => {
  expect((await call('GET', '/api/v1/me')).body).toMatchObject({ user: ben.id, own: `u${ben.id}` });
  expect((await call('GET', '/api/v1/spaces')).body).toMatchObject({
    spaces: [{ kind: 'own' }, { id: `g${guild}`, kind: 'server' }],
  });
  const begun = await call('POST', `/api/v1/spaces/g${guild}/clock/in`, { category: 'Study' });
  expect(begun).toMatchObject({ status: 200, body: { durability: 'stored', entry: { status: 'RUNNING' } } });
  expect(JSON.stringify(await ben.command(guild, channel, 'status'))).toContain('Study');
  await ben.command(guild, channel, 'clockout');
  expect((await call('GET', `/api/v1/spaces/g${guild}/status`)).body).toMatchObject({
    active: null,
    last: { status: 'ENDED_UNCONFIRMED' },
  });
  expect(await call('GET', '/api/v1/spaces/g1/status')).toMatchObject({ status: 404, body: { code: 'SPACE_NOT_FOUND' } });
  await ben.command(guild, channel, 'token', subcommand('revoke', ...options({ token: 'script' })));
  expect(await call('GET', '/api/v1/me')).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } });
  expect(await world.contractProblems()).toEqual([]);
});
