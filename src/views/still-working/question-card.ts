import { ButtonStyle } from 'discord-api-types/v10';
import type { GuildId, UserId } from '../../domain/ids.js';
import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { categoryLabel, mentionUser, timestamp, type CategoryLook } from '../text.js';

/** Custom ids of the answers; `usual` is null when the member has no usual end. */
export interface QuestionControls {
  readonly goOn: string;
  readonly stop: string;
  readonly stoppedAt: string;
  readonly usual: { readonly id: string; /** In the zone of the member, `17:10`. */ readonly time: string } | null;
}

/** What only the member may read. */
export interface QuestionModel {
  readonly category: CategoryLook;
  /** ms */
  readonly startedAt: number;
  /** Running time so far, ms. */
  readonly ranMs: number;
  /** Is it asked once more? */
  readonly again: boolean;
  /** How long an answer is waited for, ms; null: for ever. */
  readonly graceMs: number | null;
  /** Where it is about, in a direct message; null: where it is read. */
  readonly guild: GuildId | null;
  readonly controls: QuestionControls;
}

const buttonsOf = ({ goOn, stop, stoppedAt, usual }: QuestionControls, t: Translator): MessageView['components'] =>
  rows([
    button(goOn, t('stillworking.goOn'), ButtonStyle.Success),
    button(stop, t('stillworking.stop'), ButtonStyle.Danger),
    button(stoppedAt, t('stillworking.stoppedAt'), ButtonStyle.Secondary),
    ...(usual === null ? [] : [button(usual.id, t('stillworking.usual', { time: usual.time }), ButtonStyle.Secondary)]),
  ]);

/** "Still working?", for the member alone. */
export const questionCard = (model: QuestionModel, t: Translator): MessageView => {
  const { category, startedAt, ranMs, again, graceMs, guild, controls } = model;
  const lines = [
    t('stillworking.text', {
      category: categoryLabel(category),
      since: timestamp(startedAt, 'f'),
      duration: formatDuration(ranMs, t),
    }),
    ...(guild === null ? [] : [t('stillworking.where', { server: `https://discord.com/channels/${guild}` })]),
    ...(graceMs === null ? [] : [t('stillworking.otherwise', { duration: formatDuration(graceMs, t) })]),
  ];
  return messageView({
    embeds: [
      {
        title: t(again ? 'stillworking.titleAgain' : 'stillworking.title'),
        description: lines.join('\n'),
        color: category.colour ?? COLOUR.paused,
      },
    ],
    components: buttonsOf(controls, t),
  });
};

/** The same in a channel, where others read it: it says no more than that the member is on the clock. The member is pinged. */
export const questionInChannel = (member: UserId, again: boolean, controls: QuestionControls, t: Translator): MessageView => ({
  ...messageView({
    content: t(again ? 'stillworking.inChannelAgain' : 'stillworking.inChannel', { member: mentionUser(member) }),
    components: buttonsOf({ ...controls, usual: null }, t),
  }),
  allowed_mentions: { parse: [], users: [member] },
});
