import { PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import { ChannelType, Events, MessageFlags, type AnyThreadChannel } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { DiscordUser } from '../support/discord-user.js';
import { callRest, clientFor, createFakeClock, labOf, onInteraction, people, type Answer } from './sandbox-kit.js';

const V2 = 1 << 15;
const withId = z.object({ id: z.string() });
const messageIn = (answer: Answer): APIMessage =>
  z.custom<APIMessage>((body) => withId.safeParse(body).success).parse(answer.body);
const text = (content: string) => ({ type: 10, content });

/** Where and how the bot may write, in Discord's words. */
describe('messages in the sandbox', () => {
  let sandbox: Sandbox;
  let clock: ReturnType<typeof createFakeClock>;
  const open: { close(): unknown }[] = [];

  beforeEach(async () => {
    clock = createFakeClock();
    sandbox = await startSandbox({ clock, rateLimits: { oldEdits: { limit: 2, windowMs: 60_000 } } });
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
    await sandbox.close();
  });

  const call = (method: string, path: string, body?: unknown): Promise<Answer> => callRest(sandbox, method, path, { body });
  const messages = (channel = labOf(sandbox).channel.id) => `/channels/${channel}/messages`;
  const post = (body: unknown, channel?: string) => call('POST', messages(channel), body);
  const idOf = (answer: Answer): string => withId.parse(answer.body).id;
  const everyone = (...more: bigint[]): void => {
    const { guild } = labOf(sandbox);
    const role = guild.roles.get(guild.id)!;
    const permissions = more.reduce((bits, bit) => bits | bit, BigInt(role.permissions));
    sandbox.world.updateRole(guild, role, { permissions: permissions.toString() });
  };

  it('shows files of a V2 message where a component names them', async () => {
    const form = new FormData();
    const components = [
      { type: 12, items: [{ media: { url: 'attachment://chart.png' } }] },
      { type: 13, file: { url: 'attachment://hours.csv' } },
    ];
    form.set('payload_json', JSON.stringify({ flags: V2, components }));
    form.set('files[0]', new File(['picture'], 'chart.png', { type: 'image/png' }));
    form.set('files[1]', new File(['a,b'], 'hours.csv', { type: 'text/csv' }));
    const { components: shown, attachments } = messageIn(await call('POST', messages(), form));
    expect(attachments).toHaveLength(2);
    expect(shown).toMatchObject([
      { items: [{ media: { url: attachments[0]!.url, attachment_id: attachments[0]!.id } }] },
      { file: { url: attachments[1]!.url }, name: 'hours.csv', size: 3 },
    ]);
    expect(await post({ flags: V2, components: [components[1]] })).toMatchObject({
      status: 400,
      body: {
        code: 50035,
        errors: {
          components: {
            0: { file: { url: { _errors: [{ code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND' }] } } },
          },
        },
      },
    });
  });

  it('takes no file that is larger than interactions say one may be', async () => {
    const send = (bytes: number): Promise<Answer> => {
      const form = new FormData();
      form.set('payload_json', JSON.stringify({ content: 'x' }));
      form.set('files[0]', new File([new Uint8Array(bytes)], 'large.csv'));
      return call('POST', messages(), form);
    };
    expect(await send(10_485_761)).toMatchObject({ status: 413, body: { code: 40005 } });
    expect((await send(10_485_760)).status).toBe(200);
  });

  it('lets an edit set IS_COMPONENTS_V2 once everything else is taken back, and never unset it', async () => {
    const id = idOf(await post({ content: 'x', embeds: [{ title: 'y' }] }));
    const edit = (body: object) => call('PATCH', `${messages()}/${id}`, body);
    const components = [text('z')];
    expect(await edit({ flags: V2, components, content: null })).toMatchObject({
      status: 400,
      body: { errors: { embeds: { _errors: [{ code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2' }] } } },
    });
    expect(await edit({ flags: V2, components, content: null, embeds: [] })).toMatchObject({
      status: 200,
      body: { content: '', embeds: [], components, flags: V2 },
    });
    expect(await edit({ flags: 0 })).toMatchObject({
      body: { errors: { flags: { _errors: [{ code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG' }] } } },
    });
    expect(await edit({ components: [text('later')] })).toMatchObject({ body: { components: [text('later')], flags: V2 } });
  });

  it('keeps SUPPRESS_NOTIFICATIONS, and takes a poll', async () => {
    expect(await post({ content: 'x', flags: 1 << 12 })).toMatchObject({ body: { flags: 1 << 12 } });
    const poll = { question: { text: 'Lunch?' }, answers: [{ poll_media: { text: 'yes' } }, { poll_media: { text: 'no' } }] };
    expect(await post({ poll })).toMatchObject({
      status: 200,
      body: {
        poll: { question: poll.question, answers: [{ answer_id: 1 }, { answer_id: 2 }], results: { is_finalized: false } },
      },
    });
  });

  it('makes one message of a nonce that is enforced, for some minutes', async () => {
    const send = (more: object) => post({ content: 'x', nonce: 'log-1', ...more });
    const [first, second] = await Promise.all([send({ enforce_nonce: true }), send({ enforce_nonce: true })]);
    expect(idOf(second)).toBe(idOf(first));
    expect(idOf(await send({}))).not.toBe(idOf(first));
    clock.advance(5 * 60_000);
    expect(idOf(await send({ enforce_nonce: true }))).not.toBe(idOf(first));
    // A refused request has used nothing up.
    expect((await post({ nonce: 'log-2', enforce_nonce: true })).body).toMatchObject({ code: 50006 });
    expect((await post({ content: 'x', nonce: 'log-2', enforce_nonce: true })).status).toBe(200);
  });

  it('limits edits of messages older than an hour (30046)', async () => {
    const id = idOf(await post({ content: 'board' }));
    const edit = () => call('PATCH', `${messages()}/${id}`, { content: 'board' });
    clock.advance(3_600_000 - 1);
    for (let n = 0; n < 3; n++) expect((await edit()).status).toBe(200);
    clock.advance(10_000);
    for (let n = 0; n < 2; n++) expect((await edit()).status).toBe(200);
    const limited = await edit();
    expect(limited).toMatchObject({ status: 429, body: { code: 30046, retry_after: 60, global: false } });
    expect(limited.headers.get('retry-after')).toBe('60');
    expect((await post({ content: 'a new one' })).status).toBe(200);
    clock.advance(60_000);
    expect((await edit()).status).toBe(200);
  });

  it('reaches nobody who closed direct messages (50007) or shares no server (50278)', async () => {
    const { ben } = people(sandbox);
    const channel = idOf(await call('POST', '/users/@me/channels', { recipient_id: ben }));
    sandbox.world.setDirectMessages(sandbox.world.users.get(ben)!, false);
    expect(await post({ content: 'psst' }, channel)).toMatchObject({ status: 403, body: { code: 50007 } });
    sandbox.world.setDirectMessages(sandbox.world.users.get(ben)!, true);
    expect((await post({ content: 'psst' }, channel)).status).toBe(200);
    for (const guild of sandbox.world.guilds.values()) sandbox.world.leave(guild, ben);
    expect(await post({ content: 'psst' }, channel)).toMatchObject({ status: 403, body: { code: 50278 } });
  });

  describe('in threads', () => {
    const start = (more: object = {}) =>
      call('POST', `/channels/${labOf(sandbox).channel.id}/threads`, { name: 't', type: 11, ...more });
    const set = (id: string, body: object) => call('PATCH', `/channels/${id}`, body);

    it('starts them from a channel or a message, and lists the active ones apart', async () => {
      const { guild, channel } = labOf(sandbox);
      const client = await clientFor(sandbox);
      open.push({ close: () => client.destroy() });
      const heard = new Promise<AnyThreadChannel>((resolve) => client.once(Events.ThreadCreate, resolve));
      const started = await start();
      expect(started).toMatchObject({
        status: 201,
        body: {
          type: 11,
          parent_id: channel.id,
          owner_id: sandbox.applicationId,
          thread_metadata: { archived: false, locked: false },
        },
      });
      expect(await heard).toMatchObject({
        id: idOf(started),
        parentId: channel.id,
        type: ChannelType.PublicThread,
        locked: false,
      });
      const message = idOf(await post({ content: 'x' }));
      expect(await call('POST', `${messages()}/${message}/threads`, { name: 'u' })).toMatchObject({
        status: 201,
        body: { id: message },
      });
      expect(await call('POST', `${messages()}/${message}/threads`, { name: 'u' })).toMatchObject({ body: { code: 160_004 } });
      expect(await start({ type: 12 })).toMatchObject({ status: 400, body: { errors: { type: {} } } });
      sandbox.world.addThread(channel, { name: 'old', ownerId: people(sandbox).ada, archived: true });
      const active = z.object({ threads: z.array(withId) }).parse((await call('GET', `/guilds/${guild.id}/threads/active`)).body);
      expect(active.threads.map(({ id }) => id)).toEqual([idOf(started), message]);
      const channels = z.array(z.object({ type: z.number() })).parse((await call('GET', `/guilds/${guild.id}/channels`)).body);
      // Text and voice channels, and no thread.
      expect([...new Set(channels.map(({ type }) => type))].sort()).toEqual([0, 2]);
    });

    it('opens an archived one with a post, but edits nothing in it', async () => {
      const thread = idOf(await start());
      const message = idOf(await post({ content: 'x' }, thread));
      await set(thread, { archived: true });
      const edit = () => call('PATCH', `${messages(thread)}/${message}`, { content: 'y' });
      expect(await edit()).toMatchObject({ status: 403, body: { code: 50083, message: 'Thread is archived' } });
      expect((await post({ content: 'y' }, thread)).status).toBe(200);
      expect((await call('GET', `/channels/${thread}`)).body).toMatchObject({
        message_count: 2,
        thread_metadata: { archived: false },
      });
      expect((await edit()).status).toBe(200);
    });

    it('is kept out of a locked one (50083), unless it may manage threads', async () => {
      const { guild, channel } = labOf(sandbox);
      const thread = sandbox.world.addThread(channel, { name: 't', ownerId: people(sandbox).ada, locked: true });
      expect((await post({ content: 'x' }, thread.id)).body).toMatchObject({ code: 50083 });
      expect((await set(thread.id, { locked: false })).body).toMatchObject({ code: 50013 });

      const client = await clientFor(sandbox);
      open.push({ close: () => client.destroy() });
      await client.application.commands.set([{ name: 'hello', description: 'x' }]);
      const ben = await DiscordUser.connect(sandbox.url, people(sandbox).ben);
      open.push(ben);
      onInteraction(client, async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await expect(interaction.reply('public')).rejects.toMatchObject({ code: 50083 });
        await interaction.reply({ content: 'private', flags: MessageFlags.Ephemeral });
      });
      expect((await ben.command(guild.id, thread.id, 'hello')).content).toBe('private');

      everyone(PermissionFlagsBits.ManageThreads);
      expect((await post({ content: 'x' }, thread.id)).status).toBe(200);
    });
  });
});
