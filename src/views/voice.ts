import type { ChannelId } from '../domain/ids.js';
import { formatDuration } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { messageView, type MessageView } from './message.js';
import { categoryLabel, EMBED, fitLines, type CategoryLook } from './text.js';

export interface VoiceChannelsModel {
  readonly channels: readonly { readonly channel: ChannelId; readonly category: CategoryLook }[];
  readonly graceMinutes: number;
  /** Do we hear who joins and leaves? */
  readonly isHeard: boolean;
}

/** Which voice channels clock in to what, and what those who set them up have to know. */
export const voiceChannelList = ({ channels, graceMinutes, isHeard }: VoiceChannelsModel, t: Translator): MessageView => {
  const lines = channels.map(({ channel, category }) =>
    t('voice.list.line', { channel: `<#${channel}>`, category: categoryLabel(category) }),
  );
  const about = [
    t('voice.list.consent'),
    t('voice.list.leaving', { duration: formatDuration(graceMinutes * 60_000, t) }),
    t('voice.list.afk'),
  ];
  return messageView({
    embeds: [
      {
        title: t('voice.list.title'),
        description:
          lines.length === 0 ? t('voice.list.none') : fitLines(lines, EMBED.description / 2, (n) => t('common.more', { n })),
        color: isHeard ? COLOUR.ended : COLOUR.warning,
        fields: [
          ...(isHeard ? [] : [{ name: t('voice.list.unheard'), value: t('voice.list.unheardText') }]),
          { name: t('voice.list.how'), value: about.join('\n') },
        ],
      },
    ],
  });
};
