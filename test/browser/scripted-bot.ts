import {
  ActionRowBuilder,
  ApplicationCommandOptionType as Type,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
  type ApplicationCommandData,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type GuildMember,
  type Interaction,
} from 'discord.js';
import { readFile } from 'node:fs/promises';
import type { Sandbox } from '../../src/sandbox/index.js';
import { showcaseButton, showcaseCommand, showcaseCommands, showcaseForm, showcaseMenu } from './showcase-bot.js';

const commands: ApplicationCommandData[] = [
  ...showcaseCommands,
  {
    name: 'clockin',
    nameLocalizations: { de: 'einstempeln' },
    description: 'Start a session',
    descriptionLocalizations: { de: 'Eine Sitzung beginnen' },
    options: [
      {
        type: Type.String,
        name: 'category',
        nameLocalizations: { de: 'kategorie' },
        description: 'What on',
        required: true,
        autocomplete: true,
      },
      { type: Type.String, name: 'note', description: 'A note', maxLength: 20 },
    ],
  },
  { name: 'silent', description: 'Never answers' },
  { name: 'think', description: 'Defers' },
  { name: 'rich', description: 'Everything that a message can hold' },
  {
    name: 'admin',
    description: 'Administration',
    defaultMemberPermissions: PermissionFlagsBits.ManageGuild,
    options: [
      {
        type: Type.SubcommandGroup,
        name: 'categories',
        description: 'Categories',
        options: [
          {
            type: Type.Subcommand,
            name: 'add',
            description: 'Add one',
            options: [
              { type: Type.Integer, name: 'weight', description: 'Weight', required: true, minValue: 0, maxValue: 5 },
              { type: Type.User, name: 'owner', description: 'Owner', required: true },
              { type: Type.Boolean, name: 'archived', description: 'Archived' },
              { type: Type.String, name: 'colour', description: 'Colour', choices: [{ name: 'Red', value: 'r' }] },
            ],
          },
        ],
      },
    ],
  },
];

const picture = readFile('docs/images/card.png');

const categories = ['Development', 'Design', 'Meetings'];

/** Made to break a careless page. */
export const hostile = [
  '<script>globalThis.hacked = 1</script><img src=x onerror="globalThis.hacked = 1">',
  '[click](javascript:globalThis.hacked=1)',
  '**bold** ||secret|| <t:1767225600:D>',
].join('\n');

const buttons = () =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('pause').setLabel('Pause').setStyle(ButtonStyle.Secondary).setEmoji('⏸️'),
    new ButtonBuilder().setCustomId('resume').setLabel('Resume').setStyle(ButtonStyle.Success).setDisabled(true),
    new ButtonBuilder().setCustomId('out').setLabel('Clock out').setStyle(ButtonStyle.Danger),
    new ButtonBuilder().setCustomId('note').setLabel('Edit note').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setURL('https://example.org/help').setLabel('Help').setStyle(ButtonStyle.Link),
  );

async function clockIn(interaction: ChatInputCommandInteraction<'cached'>) {
  const category = interaction.options.getString('category', true);
  const card = new EmbedBuilder()
    .setTitle('On the clock')
    .setColor(0x2ecc71)
    .setDescription(`<@${interaction.user.id}> works on **${category}**`)
    .addFields(
      { name: 'Since', value: `<t:${Math.floor(interaction.createdTimestamp / 1000)}:R>`, inline: true },
      { name: 'Today', value: '0 min', inline: true },
    )
    .setFooter({ text: 'Punchcard' })
    .setTimestamp(interaction.createdAt);
  await interaction.reply({ embeds: [card], components: [buttons()] });
  const roles = await interaction.guild.roles.fetch();
  const role =
    roles.find(({ name }) => name === 'On the clock') ??
    (await interaction.guild.roles.create({ name: 'On the clock', colors: { primaryColor: 0x2ecc71 }, hoist: true }));
  await interaction.member.roles.add(role);
}

async function rich(interaction: ChatInputCommandInteraction) {
  await interaction.reply({
    content: hostile,
    embeds: [
      new EmbedBuilder()
        .setTitle(hostile.slice(0, 80))
        .setDescription(hostile)
        .setImage('attachment://dot.png')
        .setThumbnail('https://example.org/outside.png'),
    ],
    files: [
      new AttachmentBuilder(Buffer.from('a,b\n1,2\n'), { name: 'report.csv' }),
      new AttachmentBuilder(
        Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
        { name: 'dot.png' },
      ),
    ],
    components: [
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
        new StringSelectMenuBuilder()
          .setCustomId('pick')
          .setPlaceholder('Pick a category')
          .addOptions(categories.map((label) => ({ label, value: label.toLowerCase() }))),
      ),
      new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(
        new UserSelectMenuBuilder().setCustomId('people').setPlaceholder('Pick people').setMaxValues(2),
      ),
    ],
  });
}

const noteForm = () =>
  new ModalBuilder()
    .setCustomId('note-form')
    .setTitle('Edit note')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Note')
        .setDescription('What others see')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('text').setStyle(TextInputStyle.Paragraph).setMinLength(3).setMaxLength(50),
        ),
    );

async function clockOut(interaction: ButtonInteraction, member: GuildMember) {
  const summary = new EmbedBuilder().setTitle('Session ended').setDescription('You worked **1 min**').setColor(0x5865f2);
  await interaction.update({ embeds: [summary], components: [] });
  const role = member.roles.cache.find(({ name }) => name === 'On the clock');
  if (role) await member.roles.remove(role);
}

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const wanted = interaction.options.getFocused().toLowerCase();
    const found = categories.filter((name) => name.toLowerCase().includes(wanted));
    await interaction.respond(found.map((name) => ({ name, value: name.toLowerCase() })));
  } else if (interaction.isChatInputCommand()) {
    if (interaction.commandName === 'clockin' && interaction.inCachedGuild()) await clockIn(interaction);
    if (interaction.commandName === 'rich') await rich(interaction);
    if (interaction.commandName === 'admin') {
      const given = JSON.stringify(interaction.options.data[0]?.options?.[0]?.options?.map(({ name, value }) => [name, value]));
      await interaction.reply({ content: `given ${given}`, flags: MessageFlags.Ephemeral });
    }
    if (interaction.commandName === 'think') await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await showcaseCommand(interaction, await picture);
  } else if (interaction.isContextMenuCommand()) {
    await showcaseMenu(interaction);
  } else if (interaction.isButton()) {
    if (interaction.customId === 'note') await interaction.showModal(noteForm());
    if (interaction.customId === 'out' && interaction.inCachedGuild()) await clockOut(interaction, interaction.member);
    await showcaseButton(interaction);
  } else if (interaction.isAnySelectMenu()) {
    await interaction.reply(`chosen ${interaction.values.join('+')}`);
  } else if (interaction.isModalSubmit()) {
    if (interaction.customId !== 'note-form') return showcaseForm(interaction);
    await interaction.reply({ content: `noted ${interaction.fields.getTextInputValue('text')}`, flags: MessageFlags.Ephemeral });
  }
}

export interface ScriptedBot {
  /** Ends the deferral of the last `/think`. */
  finishThinking(text: string): Promise<void>;
  stop(): Promise<void>;
}

/** A real discord.js client that plays a small time clock, so that the page has someone to talk with. */
export async function startScriptedBot(sandbox: Sandbox): Promise<ScriptedBot> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: sandbox.apiUrl } });
  let thinking: ChatInputCommandInteraction | undefined;
  const failures: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand() && interaction.commandName === 'think') thinking = interaction;
    answer(interaction).catch((error: unknown) => failures.push(error));
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  await ready;
  await client.application?.commands.set(commands);
  return {
    async finishThinking(text) {
      await thinking?.editReply(text);
    },
    async stop() {
      await client.destroy();
      if (failures.length > 0) throw new AggregateError(failures, 'the scripted bot failed');
    },
  };
}
