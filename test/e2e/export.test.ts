import type { APIInteraction, APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandPayloads } from '../../src/commands/index.js';
import { callbackResponder } from '../../src/discord/responder.js';
import { createDiscordRest, type DiscordRest } from '../../src/discord/rest.js';
import { NO_TIME } from '../../src/discord/time.js';
import { channelId, guildSpace, requestId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { exportSchedules } from '../../src/engine/documents/kinds/export-schedules.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { eventually } from '../support/bot-process.js';
import { testChain, type TestChain } from '../support/chain.js';
import { createHarness } from '../support/commands-harness.js';
import { requestProblems } from '../support/contract/index.js';
import { options, subcommand, DiscordUser } from '../support/discord-user.js';
import { clientFor, labOf, people } from './sandbox-kit.js';

const said = (message: APIMessage): string => JSON.stringify(message.components);
const idOf = (message: APIMessage, label: string): string => {
  const before = said(message).slice(0, said(message).indexOf(`"label":"${label}"`));
  return /"custom_id":"([^"]+)"[^{}]*$/.exec(before)?.[1] ?? `no button ${label}`;
};

describe('a bot in the sandbox', () => {
  let world: BotInSandbox;
  let store: TestChain;
  let ada: DiscordUser;
  let ben: DiscordUser;
  let mika: DiscordUser;
  let [guild, channel, desk] = ['', '', ''];

  const make = async (user: DiscordUser, values: Parameters<typeof options>[0]): Promise<APIMessage> => {
    const since = user.events.length;
    const first = await user.command(guild, channel, 'export', subcommand('make', ...options(values)));
    if (!said(first).includes('as of')) return first;
    return user.waitForMessage((message) => message.id === first.id && !said(message).includes('as of'), since);
  };
  const textOf = async (message: APIMessage): Promise<string> => (await fetch(message.attachments[0]?.url ?? '')).text();
  const worked = async (user: DiscordUser, category: string, start: string): Promise<void> => {
    const given = options({ category, start, duration: '1h' });
    const draft = await user.command(guild, channel, 'session', subcommand('add', ...given));
    await user.clickForMessage(draft, idOf(draft, 'Save'));
  };

  beforeAll(async () => {
    world = await startBotInSandbox('gateway');
    store = await testChain(world.redis.url);
    [ada, ben, mika] = [await world.person('ada'), await world.person('ben'), await world.person('mika')];
    const home = (await ada.state()).guilds[0];
    guild = home?.id ?? '';
    [channel, desk] = [home?.channels[0]?.id ?? '', home?.channels[1]?.id ?? ''];
    await ada.command(guild, channel, 'config', subcommand('set', ...options({ key: 'selfEditDays', value: 'off' })));
    for (const start of ['2020-01-14 9:00', '2020-01-15 9:00']) await worked(ben, 'Study', start);
  });
  afterAll(async () => {
    await store.close();
    await world.close();
  });

  it('hands over a file that can be downloaded, to whoever asked alone', async () => {
    const since = mika.events.length;
    const own = await make(ben, { format: 'csvMachine', from: '2020-01-01', to: '2020-01-31' });
    expect(said(own)).toContain('**2 entries.** Nothing was left out.');
    expect(own.attachments).toMatchObject([{ filename: 'punchcard-ben-2020-01-01_2020-01-31.csv' }]);
    const rows = (await textOf(own)).trim().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain('2020-01-14T09:00');
    expect(mika.events.slice(since).filter(({ type }) => type === 'message')).toEqual([]);
  });

  it('exports others for those who may, and for nobody else', async () => {
    const given = { format: 'json', scope: 'server', from: '2020-01-01', to: '2020-01-31' };
    const refused = await ben.command(guild, channel, 'export', subcommand('make', ...options(given)));
    expect(refused.content).toContain('permission');
    const all = await make(ada, given);
    expect(said(all)).toContain('**2 entries.**');
    expect(await textOf(all)).toContain('Ben');
  });

  it('reads its own files again, stores what is new, and takes that back as one', async () => {
    const own = await textOf(await make(ben, { format: 'csvMachine', from: '2020-01-01', to: '2020-01-31' }));
    const moved = new TextEncoder().encode(own.replaceAll('2020-01-14T', '2020-01-21T'));
    const { id } = await ben.upload(channel, 'mine.csv', moved, 'text/csv');
    let card = await ben.command(guild, channel, 'import', subcommand('file', ...options({ file: id })));
    expect(said(card)).toContain('Punchcard');
    while (said(card).includes('"label":"Next"')) card = await ben.clickForMessage(card, idOf(card, 'Next'));
    expect(said(card)).toContain('**1 entry · 1 h**');
    expect(said(card)).toContain('not stored twice: 1 row');
    const since = ben.events.length;
    const begun = await ben.clickForMessage(card, idOf(card, 'Import'));
    const done = await ben.waitForMessage((message) => message.id === begun.id && said(message).includes('**Imported**'), since);
    const asked = await ben.clickForMessage(done, idOf(done, 'Undo'));
    const before = ben.events.length;
    await ben.clickForMessage(asked, idOf(asked, 'Take it back'));
    await ben.waitForMessage((message) => message.id === done.id && said(message).includes('**Taken back**'), before);
    expect(said(await make(ben, { format: 'csv', from: '2020-01-21', to: '2020-01-21' }))).toContain('There are no entries');
  });

  it('posts a scheduled export that is due in its channel, once and without a sound', async () => {
    const since = mika.events.length;
    const asked = await ada.command(
      ...[guild, channel, 'export'],
      subcommand('schedule', ...options({ format: 'csv', interval: 'month', channel: desk })),
    );
    const set = await ada.clickForMessage(asked, idOf(asked, 'Post it there'));
    expect(said(set)).toContain(`<#${desk}>`);
    const by = { actor: null, requestId: requestId('due-1'), at: Date.now(), event: 'exportScheduled' };
    const kept = await store.documents.of(exportSchedules).update(guildSpace(guild), by, (document) =>
      // All of its days are over: it is due at once.
      ok({ ...document, list: document.list.map((one) => ({ ...one, channel: channelId(desk), next: '20200101' })) }),
    );
    expect(kept.ok).toBe(true);
    const posted = await mika.waitForMessage((message) => message.channel_id === desk, since);
    expect(said(posted)).toContain('All members');
    expect(posted.flags).toBe((1 << 15) | (1 << 12));
    expect(await textOf(posted)).toContain('Ben');
    const next = async () => (await store.documents.of(exportSchedules).get(guildSpace(guild))).list[0]?.next;
    await eventually(async () => ((await next()) === '20200101' ? undefined : true), 'the export to be crossed off');
    expect((await mika.messages(desk)).filter((message) => said(message).includes('All members'))).toHaveLength(1);
  });

  it('all of it as Discord documents it', async () => {
    expect(await world.contractProblems()).toEqual([]);
  });
});

describe('the discord.js client, with exports that the test holds', () => {
  let sandbox: Sandbox;
  let client: Awaited<ReturnType<typeof clientFor>>;
  let rest: DiscordRest;
  let h: Awaited<ReturnType<typeof createHarness>>;
  let ben: DiscordUser;

  beforeAll(async () => {
    [sandbox, h] = await Promise.all([startSandbox({ requestLog: 1_000 }), createHarness()]);
    const clock = {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      after: () => () => undefined,
      every: () => () => undefined,
    };
    rest = createDiscordRest({ ...sandbox, clock, time: NO_TIME, log: h.log, metrics: h.metrics });
    client = await clientFor(sandbox);
    await rest.request('PUT', `/applications/${client.application.id}/commands`, { body: commandPayloads() });
    client.on('raw' as never, ({ t, d }: { readonly t: string; readonly d: APIInteraction }) => {
      if (t === 'INTERACTION_CREATE') void h.dispatch(d, callbackResponder(d, { rest, clock }));
    });
    ben = await DiscordUser.connect(sandbox.url, people(sandbox).ben);
    h.exports.holds = true;
  });
  afterAll(async () => {
    ben.close();
    await client.destroy();
    rest.close();
    await sandbox.close();
    await h.exports.close();
  });

  const begin = async (): Promise<APIMessage> => {
    const { guild, channel } = labOf(sandbox);
    const count = h.exports.held.length;
    const reply = ben.command(guild.id, channel.id, 'export', subcommand('make', ...options({ format: 'csv' })));
    await expect.poll(() => h.exports.held.length).toBe(count + 1);
    // What is not done by then is shown while it is made.
    await h.clock.advanceAsync(1_200);
    return reply;
  };
  const becomes = ({ id }: APIMessage, text: string, since: number): Promise<APIMessage> =>
    ben.waitForMessage((message) => message.id === id && said(message).includes(text), since);

  it('shows how far an export is, and then its file', async () => {
    const since = ben.events.length;
    const reply = await begin();
    expect(said(reply)).toContain('Reading. Entries so far: 0');
    h.exports.held.at(-1)?.progress({ stage: 'writing', rows: 500, of: 1_000 });
    await becomes(reply, '▰▰▰▰▰▰▱▱▱▱▱▱ **50%**', since);
    await h.exports.held.at(-1)?.end();
    const done = await becomes(reply, 'Nothing was left out', since);
    expect(said(done)).not.toContain('Cancel');
    expect(await (await fetch(done.attachments[0]?.url ?? '')).text()).toContain('punchcard-');
  });

  it('cancels an export, and leaves nothing of it', async () => {
    const since = ben.events.length;
    const reply = await begin();
    await ben.click(reply, idOf(reply, 'Cancel'));
    const cancelled = await becomes(reply, 'The export was cancelled', since);
    expect(cancelled.attachments).toEqual([]);
    expect(said(cancelled)).not.toContain('"custom_id"');
    await expect.poll(() => h.exports.files.size).toBe(0);
  });

  it('all of it as Discord documents it', async () => {
    const response = await fetch(`${sandbox.url}/sandbox/requests?since=0`);
    const requests = (await response.json()) as Parameters<typeof requestProblems>[0][];
    expect(requests.flatMap(requestProblems)).toEqual([]);
  });
});
