import { formatZoneTime } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { plainText, userText } from '../i18n/user-text.js';
import { COLOUR } from './colours.js';
import { messageView, type MessageView } from './message.js';

export interface ZoneModel {
  /** IANA name. */
  readonly zone: string;
  /** In which the totals of the guild are; null in a person's own space. */
  readonly guildZone: string | null;
  /** ms. */
  readonly now: number;
}

/** A zone with the time it is there, in plain text of at most 100 characters: `Europe/Berlin · Mon, 2:05 PM GMT+1`. */
export const zoneLabel = (zone: string, now: number, t: Translator): string =>
  plainText(t('timezone.choice', { zone, time: formatZoneTime(now, zone, t) })).slice(0, 100);

const totalsText = ({ zone, guildZone }: ZoneModel, t: Translator): string => {
  if (guildZone === null) return t('timezone.ownTotals');
  return guildZone === zone ? t('timezone.sameTotals') : t('timezone.guildTotals', { zone: userText(guildZone) });
};

/** After it was set. */
export const zoneNotice = (model: ZoneModel, t: Translator): string =>
  [t('timezone.set', { zone: userText(model.zone), time: formatZoneTime(model.now, model.zone, t) }), totalsText(model, t)].join(
    '\n',
  );

/** The zone of a member, and where it comes from. */
export const timeZoneCard = (model: ZoneModel & { readonly isChosen: boolean }, t: Translator): MessageView => {
  const { zone, guildZone, isChosen, now } = model;
  const origin = isChosen ? t('timezone.card.chosen') : t(guildZone === null ? 'timezone.card.standard' : 'timezone.card.guild');
  return messageView({
    embeds: [
      {
        title: t('timezone.card.title', { zone: userText(zone) }),
        description: [origin, totalsText(model, t)].join('\n'),
        color: COLOUR.running,
        fields: [{ name: t('timezone.card.now'), value: formatZoneTime(now, zone, t), inline: true }],
        footer: { text: t('timezone.card.hint') },
      },
    ],
  });
};
