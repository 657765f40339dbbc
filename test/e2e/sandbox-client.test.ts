import {
  ButtonStyle,
  ApplicationCommandOptionType,
  Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  MessageFlags,
  Partials,
  TextInputStyle,
  type Interaction,
} from 'discord.js';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellRefusedIdentify } from '../../src/discord/gateway/refused-identify.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { DiscordUser, options } from '../support/discord-user.js';
import { RecordingLogger } from '../support/fakes.js';
import { clientFor, labOf, onInteraction, people } from './sandbox-kit.js';

const packet = z.object({ t: z.string() });

/** The real discord.js client cannot tell the sandbox from Discord. */
describe('discord.js against the sandbox', () => {
  let sandbox: Sandbox;
  let client: Client;
  let ben: DiscordUser;
  const open: { close(): unknown }[] = [];

  beforeEach(async () => {
    sandbox = await startSandbox({ identify: { maxConcurrency: 16, windowMs: 0 } });
    client = await clientFor(sandbox);
    await client.application?.commands.set([
      {
        name: 'hello',
        description: 'Says hello',
        options: [{ name: 'who', description: 'To whom', type: ApplicationCommandOptionType.String, autocomplete: true }],
      },
      {
        name: 'point',
        description: 'Points at things',
        options: [{ name: 'user', description: 'Whom', type: ApplicationCommandOptionType.User, required: true }],
      },
    ]);
    ben = await DiscordUser.connect(sandbox.url, people(sandbox).ben);
    open.push(ben);
  });

  afterEach(async () => {
    for (const one of open.splice(0)) one.close();
    await client.destroy();
    await sandbox.close();
  });

  const run = (name: string, given: Record<string, string> = {}) => {
    const { guild, channel } = labOf(sandbox);
    return ben.command(guild.id, channel.id, name, ...options(given));
  };

  it('logs in and receives its guilds', () => {
    expect(client.user?.username).toBe('Punchcard');
    expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['Punchcard Lab', 'Werkstatt Nord']);
    const guild = client.guilds.cache.get(labOf(sandbox).guild.id);
    expect(guild?.roles.cache.map((role) => role.name)).toContain('Admin');
    const names = guild?.channels.cache.map((channel) => channel.name);
    expect(names).toEqual(['general', 'time-clock', 'Focus room', 'Meeting room', 'Away']);
    expect(guild?.members.me?.permissions.has('ManageRoles')).toBe(true);
    expect(guild?.members.cache.size).toBe(1);
  });

  it('answers a command', async () => {
    onInteraction(client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      expect(interaction.inCachedGuild()).toBe(true);
      expect(interaction.locale).toBe('en-US');
      expect(interaction.createdTimestamp).toBeGreaterThan(0);
      const response = await interaction.reply({
        content: `Hello ${interaction.options.getString('who') ?? ''}`,
        withResponse: true,
      });
      expect(response.resource?.message?.content).toBe('Hello you');
    });
    const message = await run('hello', { who: 'you' });
    expect(message).toMatchObject({ content: 'Hello you', author: { bot: true } });
  });

  it('resolves users with their membership', async () => {
    onInteraction(client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const member = interaction.options.getMember('user');
      await interaction.reply(`${interaction.options.getUser('user', true).username} ${member === null ? 'gone' : 'here'}`);
    });
    expect((await run('point', { user: people(sandbox).clara })).content).toBe('clara here');
    const { guild } = labOf(sandbox);
    sandbox.world.leave(guild, people(sandbox).clara);
    expect((await run('point', { user: people(sandbox).clara })).content).toBe('clara gone');
  });

  it('defers, edits, follows up privately, deletes', async () => {
    onInteraction(client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply({ content: 'done', embeds: [{ title: 'Card', fields: [{ name: 'a', value: 'b' }] }] });
      const extra = await interaction.followUp({ content: 'only for you', flags: MessageFlags.Ephemeral });
      expect(extra.flags.has(MessageFlags.Ephemeral)).toBe(true);
      await interaction.deleteReply(extra.id);
    });
    const { guild, channel } = labOf(sandbox);
    const clara = await DiscordUser.connect(sandbox.url, people(sandbox).clara);
    open.push(clara);
    const outcome = await ben.commandOutcome(guild.id, channel.id, 'hello');
    expect(outcome.response).toBe(5);
    await ben.waitFor('the deletion', (event) => event.type === 'message' && event.action === 'delete', 0);
    expect(ben.events.filter((event) => event.type === 'message' && event.action === 'create')).toHaveLength(2);
    expect((await ben.messages(channel.id)).map((message) => message.content)).toEqual(['done']);
    expect(JSON.stringify(clara.events)).not.toContain('only for you');
  });

  it('completes, opens a modal and takes its fields', async () => {
    onInteraction(client, async (interaction) => {
      if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        return interaction.respond([{ name: `${typed}!`, value: typed }]);
      }
      if (interaction.isChatInputCommand()) {
        return interaction.reply({
          content: 'card',
          components: [
            {
              type: ComponentType.ActionRow,
              components: [{ type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Note', custom_id: 'note' }],
            },
          ],
        });
      }
      if (interaction.isButton()) {
        const input = {
          type: ComponentType.TextInput,
          custom_id: 'text',
          label: 'Text',
          style: TextInputStyle.Short,
          max_length: 10,
        } as const;
        return interaction.showModal({
          custom_id: 'm',
          title: 'Note',
          components: [{ type: ComponentType.ActionRow, components: [input] }],
        });
      }
      if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        return interaction.update({ content: `noted: ${interaction.fields.getTextInputValue('text')}` });
      }
      throw new Error('unexpected interaction');
    });
    const { guild, channel } = labOf(sandbox);
    const choices = await ben.autocomplete(guild.id, channel.id, 'hello', { name: 'who', value: 'wor', focused: true });
    expect(choices).toEqual([{ name: 'wor!', value: 'wor' }]);
    const card = await run('hello');
    const { modal } = await ben.click(card, 'note');
    if (!modal) throw new Error('no modal');
    await expect(ben.submitModal(channel.id, modal, { text: 'far too long a text' })).rejects.toThrow('too long');
    const { message, response } = await ben.submitModal(channel.id, modal, { text: 'tea' });
    expect(response).toBe(7);
    expect(message).toMatchObject({ id: card.id, content: 'noted: tea' });
    await expect(ben.submitModal(channel.id, modal, { text: 'tea' })).rejects.toThrow('no such modal');
  });

  it('keeps files and shows pictures of embeds from them', async () => {
    const bytes = Buffer.from('a,b\n1,2\n');
    onInteraction(client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply({
        embeds: [{ title: 'Chart', image: { url: 'attachment://chart.png' } }],
        files: [
          { attachment: bytes, name: 'table.csv' },
          { attachment: Buffer.from('not really a picture'), name: 'chart.png' },
        ],
      });
    });
    const message = await run('hello');
    expect(message.attachments.map(({ filename }) => filename)).toEqual(['table.csv']);
    const file = await fetch(message.attachments[0]!.url);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
    const picture = await fetch(message.embeds[0]!.image!.url);
    expect(await picture.text()).toBe('not really a picture');
  });

  it('gives roles below its own and refuses those above', async () => {
    const { guild } = labOf(sandbox);
    const known = client.guilds.cache.get(guild.id);
    const member = await known?.members.fetch(people(sandbox).ben);
    const role = await known?.roles.create({ name: 'On the clock', colors: { primaryColor: 0x00ff00 } });
    if (!known || !member || !role) throw new Error('no member or role');
    await member.roles.add(role);
    expect(guild.members.get(member.id)?.roles).toEqual([role.id]);
    const admin = known.roles.cache.find(({ name }) => name === 'Admin');
    await expect(member.roles.add(admin!)).rejects.toMatchObject({ code: 50013, status: 403 });
    await expect(known.members.removeRole({ user: member.id, role: '1' })).rejects.toMatchObject({ code: 10011 });
    await expect(known.members.addRole({ user: '1', role })).rejects.toMatchObject({ code: 10013 });
    await member.roles.remove(role);
    expect(guild.members.get(member.id)?.roles).toEqual([]);
    await expect(known.roles.create({ permissions: 'BanMembers' })).rejects.toMatchObject({ code: 50013 });
  });

  it('talks in direct messages', async () => {
    onInteraction(client, async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply(`guild ${interaction.guildId ?? 'none'}, context ${String(interaction.context)}`);
    });
    const channelId = await ben.directMessages();
    expect((await ben.command(null, channelId, 'hello')).content).toBe('guild none, context 1');
    const user = await client.users.fetch(ben.id);
    const heard = ben.waitForMessage((message) => message.content === 'psst');
    await user.send('psst');
    expect((await heard).channel_id).toBe(channelId);
  });

  it('says when nobody answers', async () => {
    await client.destroy();
    await expect(run('hello')).rejects.toThrow('offline');
  });

  it('hears of members only with the intent', async () => {
    const { guild } = labOf(sandbox);
    const curious = await clientFor(sandbox, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers],
      partials: [Partials.GuildMember],
    });
    const seen: string[] = [];
    client.on(Events.Raw, (heard) => seen.push(packet.parse(heard).t));
    const left = new Promise<string>((resolve) =>
      curious.on(Events.GuildMemberRemove, (member) => resolve(member.user.username)),
    );
    sandbox.world.leave(guild, people(sandbox).mika);
    expect(await left).toBe('mika');
    const interaction = new Promise<Interaction>((resolve) => client.once(Events.InteractionCreate, resolve));
    void run('hello').catch(() => undefined);
    await interaction;
    expect(seen).toEqual(['INTERACTION_CREATE']);
    await curious.destroy();
  });
});

it('says why a start waits when the bot identified a moment ago, as after a kill', async () => {
  const sandbox = await startSandbox({ identify: { maxConcurrency: 1, windowMs: 3_600_000 } });
  const killed = await clientFor(sandbox);
  const again = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: sandbox.apiUrl } });
  const log = new RecordingLogger();
  tellRefusedIdentify(again, log);
  // It never gets in, and its end is what the login ends with.
  const login = again.login(sandbox.token).catch(() => undefined);
  await expect
    .poll(() => log.lines)
    .toMatchObject([{ level: 'info', message: expect.stringContaining('five seconds') as unknown }]);
  await Promise.all([killed.destroy(), again.destroy()]);
  await sandbox.close();
  void login;
});
