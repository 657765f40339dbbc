import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { channelId, guildSpace, requestId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { boardPosts } from '../../src/engine/documents/kinds/board-posts.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { eventually } from '../support/bot-process.js';
import { testChain, type TestChain } from '../support/chain.js';
import { options, subcommand, type DiscordUser } from '../support/discord-user.js';

let world: BotInSandbox;
let store: TestChain;
let ada: DiscordUser;
let ben: DiscordUser;
let mika: DiscordUser;
let guild: string;
let [channel, desk] = ['', ''];

const said = (message: APIMessage): string => JSON.stringify(message.components);
const idOf = (message: APIMessage, label: string): string => {
  const before = said(message).slice(0, said(message).indexOf(`"label":"${label}"`));
  return /"custom_id":"([^"]+)"[^{}]*$/.exec(before)?.[1] ?? `no button ${label}`;
};
const board = (user: DiscordUser, values: Parameters<typeof options>[0] = { timeframe: 'all' }): Promise<APIMessage> =>
  user.command(guild, channel, 'leaderboard', subcommand('show', ...options(values)));

/** Writes down so many hours. */
const worked = async (user: DiscordUser, duration: string, start = '5h ago'): Promise<void> => {
  const given = options({ category: 'Study', start, duration });
  const draft = await user.command(guild, channel, 'session', subcommand('add', ...given));
  await user.clickForMessage(draft, idOf(draft, 'Save'));
};

beforeAll(async () => {
  world = await startBotInSandbox('gateway', { env: { DISCORD_MEMBERS_INTENT: 'true' } });
  store = await testChain(world.redis.url);
  [ada, ben, mika] = [await world.person('ada'), await world.person('ben'), await world.person('mika')];
  const home = (await ada.state()).guilds[0];
  guild = home?.id ?? '';
  [channel, desk] = [home?.channels[0]?.id ?? '', home?.channels[1]?.id ?? ''];
  for (const [key, value] of [
    ['boardsOf', 'everyone'],
    ['selfEditDays', 'off'],
  ] as const)
    await ada.command(guild, channel, 'config', subcommand('set', ...options({ key, value })));
  await worked(ben, '3h');
  await worked(mika, '2h');
});
afterAll(async () => {
  await store.close();
  await world.close();
});

it('shows places with names, in private, and to all where that is asked for', async () => {
  const own = await board(ben);
  expect(said(own)).toMatch(/🥇 __\*\*Ben.*__ · 3 h.*🥈 \*\*Mika.* · 2 h/);
  expect(said(own)).toContain('You are in place 1 of 2 with 3 h.');
  const menu = /"custom_id":"(pc1:board-times:[^"]+)"/.exec(said(own))?.[1] ?? '';
  expect(said(await ben.clickForMessage(own, menu, ['all']))).toContain('All time');
  const since = mika.events.length;
  await board(ben, { timeframe: 'all', public: true });
  const seen = await mika.waitForMessage((message) => said(message).includes('🏆'), since);
  const turned = await mika.clickForMessage(seen, menu.replace(/:me$/, ':all'), ['all']);
  expect(turned.content).toContain('belong to somebody else');
});

it('leaves out who has left the server, and takes them in again', async () => {
  const home = world.sandbox.world.guilds.get(guild);
  if (home === undefined) throw new Error('no guild');
  world.sandbox.world.leave(home, mika.id);
  const gone = async () => (said(await board(ben)).includes('Mika') ? undefined : true);
  await eventually(gone, 'Mika to be off the board');
  expect(said(await board(ben))).toContain('You are in place 1 of 1');
  world.sandbox.world.join(home, mika.id);
  await eventually(async () => ((await gone()) === true ? undefined : true), 'Mika to be on the board again');
});

it('has seasons', async () => {
  const started = options({ name: 'Spring', from: 'yesterday' });
  await ada.command(guild, channel, 'leaderboard', subcommand('season', subcommand('start', ...started)));
  expect(said(await board(mika, { timeframe: 'season' }))).toMatch(/Spring · since.*You are in place 2 of 2/);
});

it('posts a board that is due in its channel, once and without a sound', async () => {
  await worked(ben, '3h', '2020-01-15 9:00');
  const since = mika.events.length;
  const kept = await store.documents
    .of(boardPosts)
    .update(
      guildSpace(guild),
      { actor: null, requestId: requestId('post-1'), at: Date.now(), event: 'boardPostSet' },
      (document) =>
        ok({
          ...document,
          // All of its days are over: it is due at once.
          list: [{ id: '1', channel: channelId(desk), every: 'month', category: null, next: '20200101', problem: null }],
        }),
    );
  expect(kept.ok).toBe(true);
  const posted = await mika.waitForMessage((message) => message.channel_id === desk, since);
  expect(said(posted)).toMatch(/Month · January 2020.*🥇 \*\*Ben.*\*\* · 3 h/);
  expect(posted.flags).toBe((1 << 15) | (1 << 12));
  const next = async () => (await store.documents.of(boardPosts).get(guildSpace(guild))).list[0]?.next;
  await eventually(async () => ((await next()) === '20200101' ? undefined : true), 'the board to be crossed off');
  await world.bot.kill();
  await world.startAgain();
  const list = await ada.command(guild, channel, 'leaderboard', subcommand('post', subcommand('list')));
  expect(said(list)).toContain(`<#${desk}>`);
  expect((await mika.messages(desk)).filter((message) => said(message).includes('January 2020'))).toHaveLength(1);
});

it('all of it as Discord documents it', async () => {
  expect(await world.contractProblems()).toEqual([]);
});
