import { ButtonStyle, type APIEmbedField } from 'discord-api-types/v10';
import type { RoleId, UserId } from '../domain/ids.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { reasonDescription } from './force-out.js';
import { button, messageView, rows, type MessageView } from './message.js';
import {
  categoryLabel,
  cut,
  EMBED,
  exactTimestamp,
  fitLines,
  mentionRole,
  mentionUser,
  timestamp,
  type CategoryLook,
} from './text.js';

/** Everybody of a role or a category; of a category that is gone, null. */
export type Crowd =
  { readonly what: 'role'; readonly role: RoleId } | { readonly what: 'category'; readonly category: CategoryLook | null };

const crowdText = (crowd: Crowd, t: Translator): string => {
  if (crowd.what === 'role') return mentionRole(crowd.role);
  return crowd.category === null ? t('common.none') : categoryLabel(crowd.category);
};

const whomField = (crowd: Crowd, t: Translator): APIEmbedField => ({
  name: crowd.what === 'role' ? t('forceout.all.role') : t('entries.fields.category'),
  value: crowdText(crowd, t),
  inline: true,
});

const endField = (endedAt: number | null, t: Translator): APIEmbedField => ({
  name: t('entries.fields.end'),
  value: endedAt === null ? t('forceout.all.now') : exactTimestamp(endedAt),
  inline: true,
});

export interface ForceAllQuestion {
  readonly crowd: Crowd;
  /** Those on the clock, longest first; `since` in ms. */
  readonly people: readonly { readonly member: UserId; readonly since: number }[];
  /** Empty for none. */
  readonly reason: string;
  /** When they would end, ms (null: at once): one, or two when the clocks show the typed time twice. */
  readonly readings: readonly { readonly endedAt: number | null; readonly label: string | null; readonly customId: string }[];
  readonly cancel: string;
}

/** Fields full of names; those for whom there is no room are counted. */
const NAME_FIELDS = 4;

const namesOf = (people: ForceAllQuestion['people'], t: Translator): readonly APIEmbedField[] => {
  const lines = people.map(({ member, since }) =>
    t('forceout.all.person', { member: mentionUser(member), since: timestamp(since, 'R') }),
  );
  const longest = lines.reduce((length, line) => Math.max(length, line.length + 1), 1);
  const fitting = Math.floor(EMBED.fieldValue / longest);
  const fields: APIEmbedField[] = [];
  for (let from = 0; from < lines.length && fields.length < NAME_FIELDS; from += fitting) {
    const isLast = fields.length === NAME_FIELDS - 1;
    const value = isLast
      ? fitLines(lines.slice(from), EMBED.fieldValue, (n) => t('common.more', { n }))
      : lines.slice(from, from + fitting).join('\n');
    fields.push({ name: from === 0 ? t('forceout.all.who', { n: people.length }) : '\u200b', value });
  }
  return fields;
};

/** Asks before many are clocked out: how many, and who. */
export const forceAllQuestion = (model: ForceAllQuestion, t: Translator): MessageView => {
  const { crowd, people, reason, readings, cancel } = model;
  return messageView({
    content: readings.length > 1 ? t('entries.twice.text') : '',
    embeds: [
      {
        title: t('forceout.all.title', { n: people.length }),
        color: COLOUR.warning,
        ...reasonDescription(reason),
        fields: [whomField(crowd, t), ...readings.map(({ endedAt }) => endField(endedAt, t)), ...namesOf(people, t)],
      },
    ],
    components: rows([
      ...readings.map(({ label, customId }) =>
        button(
          customId,
          cut(readings.length > 1 && label !== null ? label : t('forceout.all.button', { n: people.length }), 80),
          ButtonStyle.Danger,
        ),
      ),
      button(cancel, t('entries.buttons.cancel'), ButtonStyle.Secondary),
    ]),
  });
};

export interface ForcedAll {
  readonly crowd: Crowd;
  readonly counts: {
    readonly done: number;
    /** They were off the clock already. */
    readonly off: number;
    /** They began after that time. */
    readonly later: number;
    readonly failed: number;
  };
  /** ms; null: at once. */
  readonly endedAt: number | null;
  readonly reason: string;
}

/** How many were clocked out, and what became of the others. */
export const forcedAllCard = (
  { crowd, counts: { done, off, later, failed }, endedAt, reason }: ForcedAll,
  t: Translator,
): MessageView =>
  messageView({
    embeds: [
      {
        title: t('forceout.all.done', { n: done }),
        color: failed > 0 ? COLOUR.warning : COLOUR.ended,
        ...reasonDescription(reason),
        fields: [
          whomField(crowd, t),
          endField(endedAt, t),
          ...(off === 0 ? [] : [{ name: t('forceout.all.off'), value: String(off) }]),
          ...(later === 0 ? [] : [{ name: t('forceout.all.later'), value: String(later) }]),
          ...(failed === 0 ? [] : [{ name: t('forceout.all.failed'), value: t('forceout.all.failedText', { n: failed }) }]),
        ],
        ...(done === 0 ? {} : { footer: { text: t('forceout.all.told') } }),
      },
    ],
  });
