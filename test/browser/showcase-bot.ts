import {
  ActionRowBuilder,
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  CheckboxBuilder,
  CheckboxGroupBuilder,
  ContainerBuilder,
  FileBuilder,
  FileUploadBuilder,
  LabelBuilder,
  MediaGalleryBuilder,
  MessageFlags,
  ModalBuilder,
  RadioGroupBuilder,
  SectionBuilder,
  SeparatorBuilder,
  SeparatorSpacingSize,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  ThumbnailBuilder,
  UserSelectMenuBuilder,
  type ApplicationCommandData,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type ContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';

/** What the scripted bot shows of Discord's newer means: components alone, forms of all fields, menus and files. */
export const showcaseCommands: ApplicationCommandData[] = [
  { name: 'board', description: 'A message that is made of components' },
  { name: 'form', description: 'A form with every kind of field' },
  {
    name: 'receipt',
    description: 'Keep a receipt',
    options: [
      { type: Type.Attachment, name: 'file', description: 'A picture or a table', required: true },
      { type: Type.String, name: 'note', description: 'What it is for' },
    ],
  },
  { type: ApplicationCommandType.User, name: 'Show hours', nameLocalizations: { de: 'Stunden zeigen' } },
  { type: ApplicationCommandType.User, name: 'Correct a session' },
  { type: ApplicationCommandType.Message, name: 'Save as note' },
];

const text = (content: string) => new TextDisplayBuilder().setContent(content);
const button = (id: string, label: string, style = ButtonStyle.Secondary) =>
  new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(style);

/** Everything that a message of components can hold. `headline` shows which edit it has seen. */
const board = (headline: string) => [
  new ContainerBuilder()
    .setAccentColor(0x2ecc71)
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(
          text(`## ${headline}`),
          text('**3 people** are on the clock, and the week stands at **31 h 20 min**.'),
        )
        .setThumbnailAccessory(new ThumbnailBuilder().setURL('attachment://card.png').setDescription('The card of a session')),
    )
    .addSeparatorComponents(new SeparatorBuilder())
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(text('💼 **Work** · Ben\n-# on the clock since 9:02'))
        .setButtonAccessory(button('board-private', 'Details')),
      new SectionBuilder()
        .addTextDisplayComponents(text('🛠️ **Project** · Clara\n-# on a break'))
        .setButtonAccessory(button('board-public', 'Announce')),
    )
    .addSeparatorComponents(new SeparatorBuilder().setSpacing(SeparatorSpacingSize.Large).setDivider(false))
    .addActionRowComponents(
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
        new StringSelectMenuBuilder()
          .setCustomId('board-period')
          .setPlaceholder('Another period')
          .addOptions(
            { label: 'This week', value: 'week', description: 'Monday to Sunday' },
            { label: 'This month', value: 'month' },
          ),
      ),
    )
    .addActionRowComponents(
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        button('board-update', 'Refresh', ButtonStyle.Primary),
        button('board-quiet', 'Refresh later'),
        button('board-think', 'Count again'),
      ),
    ),
  new ContainerBuilder().setSpoiler(true).addTextDisplayComponents(text('**Payroll** · seen by who asks for it')),
  new MediaGalleryBuilder().addItems(
    { media: { url: 'attachment://card.png' }, description: 'The card again' },
    { media: { url: 'attachment://card.png' }, description: 'A hidden card', spoiler: true },
  ),
  new FileBuilder().setURL('attachment://week.csv'),
];

const form = () =>
  new ModalBuilder()
    .setCustomId('showcase-form')
    .setTitle('Correct a session')
    .addTextDisplayComponents(text('A correction is kept in the **ledger** with what was before.'))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Category')
        .setDescription('What the time was spent on')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('category')
            .addOptions(
              { label: 'Work', value: 'work', emoji: { name: '💼' }, default: true },
              { label: 'Project', value: 'project', emoji: { name: '🛠️' }, description: 'The long one' },
            ),
        ),
      new LabelBuilder()
        .setLabel('Reason')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('reason').setStyle(TextInputStyle.Short).setMinLength(3).setMaxLength(60),
        ),
      new LabelBuilder()
        .setLabel('Tell the member')
        .setDescription('Sends a direct message')
        .setCheckboxComponent(new CheckboxBuilder().setCustomId('tell')),
      new LabelBuilder()
        .setLabel('Witnesses')
        .setUserSelectMenuComponent(
          new UserSelectMenuBuilder().setCustomId('witnesses').setMinValues(1).setMaxValues(3).setPlaceholder('Who was there'),
        ),
    );

const secondForm = () =>
  new ModalBuilder()
    .setCustomId('second-form')
    .setTitle('Evidence')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Rounding')
        .setRadioGroupComponent(
          new RadioGroupBuilder()
            .setCustomId('rounding')
            .addOptions(
              { label: 'Exact', value: 'exact', description: 'To the second' },
              { label: 'Quarter hours', value: 'quarter' },
            ),
        ),
      new LabelBuilder()
        .setLabel('Days')
        .setCheckboxGroupComponent(
          new CheckboxGroupBuilder()
            .setCustomId('days')
            .setMinValues(2)
            .setMaxValues(2)
            .addOptions(
              { label: 'Monday', value: 'mo', default: true },
              { label: 'Tuesday', value: 'tu' },
              { label: 'Sunday', value: 'su' },
            ),
        ),
      new LabelBuilder()
        .setLabel('Proof')
        .setDescription('A table of the times')
        .setFileUploadComponent(
          new FileUploadBuilder().setCustomId('proof').setMaxValues(2).setRequired(false).setFileTypes(['.csv', 'image']),
        ),
    );

export async function showcaseCommand(interaction: ChatInputCommandInteraction, picture: Buffer): Promise<void> {
  switch (interaction.commandName) {
    case 'board':
      await interaction.reply({
        flags: MessageFlags.IsComponentsV2,
        components: board('The time clock'),
        files: [
          new AttachmentBuilder(picture, { name: 'card.png' }),
          new AttachmentBuilder(Buffer.from('day,hours\n1,8\n'), { name: 'week.csv' }),
        ],
      });
      break;
    case 'form':
      await interaction.showModal(form());
      break;
    case 'receipt': {
      const file = interaction.options.getAttachment('file', true);
      const content = await (await fetch(file.url)).text();
      await interaction.reply({
        content: `kept ${file.name}, ${file.size} bytes of ${file.contentType}, ${content.length} read, limit ${interaction.attachmentSizeLimit}`,
        flags: MessageFlags.Ephemeral,
      });
    }
  }
}

export async function showcaseButton(interaction: ButtonInteraction): Promise<void> {
  switch (interaction.customId) {
    case 'board-private':
      await interaction.reply({ content: 'private details', flags: MessageFlags.Ephemeral });
      break;
    case 'board-public':
      await interaction.reply('announced to everybody');
      break;
    case 'board-update':
      // Without the flag: a message of components stays one.
      await interaction.update({ components: board('Refreshed') });
      break;
    case 'board-quiet':
      await interaction.deferUpdate();
      await interaction.editReply({ components: board('Refreshed later') });
      break;
    case 'board-think':
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ flags: MessageFlags.IsComponentsV2, components: [text('counted again')] });
      break;
    case 'evidence':
      await interaction.showModal(secondForm());
  }
}

export async function showcaseMenu(interaction: ContextMenuCommandInteraction): Promise<void> {
  const on = interaction.isUserContextMenuCommand()
    ? `${interaction.targetUser.username} with ${interaction.targetMember ? 'member' : 'no member'}`
    : interaction.isMessageContextMenuCommand()
      ? `message ${interaction.targetMessage.content}`
      : '';
  await interaction.reply({ content: `${interaction.commandName}: ${on}`, flags: MessageFlags.Ephemeral });
}

export async function showcaseForm(interaction: ModalSubmitInteraction): Promise<void> {
  const { fields } = interaction;
  if (interaction.customId === 'showcase-form') {
    const witnesses = fields.getSelectedUsers('witnesses', true).map(({ username }) => username);
    await interaction.reply({
      content: `got ${fields.getStringSelectValues('category').join('+')}, ${fields.getTextInputValue('reason')}, ${fields.getCheckbox('tell')}, ${witnesses.join('+')}`,
      components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button('evidence', 'Add evidence'))],
      flags: MessageFlags.Ephemeral,
    });
  } else {
    const files = fields.getUploadedFiles('proof')?.map(({ name, size }) => `${name} ${size}`) ?? [];
    await interaction.reply({
      content: `got ${fields.getRadioGroup('rounding')}, ${fields.getCheckboxGroup('days').join('+')}, ${files.join('+')}`,
      flags: MessageFlags.Ephemeral,
    });
  }
}
