import { ButtonStyle, type APIButtonComponent, type APIEmbed, type APIEmbedField } from 'discord-api-types/v10';
import { effectiveMs, pausedMs } from '../../domain/effective.js';
import type { SelfEditLimit } from '../../domain/self-edit.js';
import type { Interval, Session } from '../../domain/session.js';
import { formatDuration } from '../../i18n/format.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { fromUserText, userText } from '../../i18n/user-text.js';
import { whyField } from '../approvals/why.js';
import { COLOUR } from '../colours.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { noteDescription } from '../session-card.js';
import { categoryLabel, cut as shortened, exactPeriodText, timestamp, type CategoryLook } from '../text.js';

/** What an entry would become, as far as a card shows it. */
export interface DraftModel {
  /** Null: it would be a new entry. */
  readonly before: Session | null;
  readonly after: Session;
  readonly category: CategoryLook;
  /** Do the note and the breaks change? Then they are shown, and read back from here when a button is clicked. */
  readonly changes: { readonly note: boolean; readonly breaks: boolean };
  /** ms. */
  readonly now: number;
  /** Whatever is said besides, below the rest. */
  readonly about?: readonly APIEmbedField[];
}

/** Another entry that is in the way or changed with it. */
export interface OtherEntry {
  readonly session: Session;
  readonly category: CategoryLook;
}

const timesText = ({ startedAt, endedAt }: Session, t: Translator): string =>
  endedAt === null ? t('entries.draft.since', { time: timestamp(startedAt, 'f') }) : exactPeriodText(startedAt, endedAt);

const lengthText = (session: Session, now: number, t: Translator): string => {
  const paused = pausedMs(session, now);
  const effective = formatDuration(effectiveMs(session, now), t);
  return paused === 0 ? effective : t('entries.draft.withBreaks', { effective, breaks: formatDuration(paused, t) });
};

/** When, and how much of it counts. */
export const whole = (session: Session, now: number, t: Translator): string =>
  `${timesText(session, t)}\n${lengthText(session, now, t)}`;

/** The category stands first: `categoryNameOf` reads it back. Without its emoji, since that would not be read as a name. */
const fieldsOf = ({ before, after, category, now }: DraftModel, t: Translator): APIEmbedField[] => [
  { name: t('entries.fields.category'), value: userText(category.name), inline: true },
  ...(before === null ? [] : [{ name: t('entries.draft.before'), value: whole(before, now, t) }]),
  { name: before === null ? t('entries.draft.when') : t('entries.draft.after'), value: whole(after, now, t) },
];

/** A break in one line. */
export const breakLine = ({ start, end }: Interval): string => `${timestamp(start, 'T')} – ${timestamp(end, 'T')}`;

/** The breaks in an embed of their own: there is room for all, and `breaksOf` reads them back. */
const breaksEmbed = ({ after, changes }: DraftModel, t: Translator): APIEmbed[] =>
  changes.breaks
    ? [
        {
          title: t('entries.fields.breaks'),
          description: after.pauses.length === 0 ? t('common.none') : after.pauses.map(breakLine).join('\n'),
          color: COLOUR.paused,
        },
      ]
    : [];

const draftEmbeds = (model: DraftModel, title: string, more: readonly APIEmbedField[], t: Translator): APIEmbed[] => [
  {
    title,
    color: COLOUR.paused,
    ...(model.changes.note ? noteDescription(model.after.note) : {}),
    fields: [...fieldsOf(model, t), ...more, ...(model.about ?? [])],
  },
  ...breaksEmbed(model, t),
];

const cancelButton = (customId: string, t: Translator): APIButtonComponent =>
  button(customId, t('entries.buttons.cancel'), ButtonStyle.Secondary);

export interface ReadBackModel extends DraftModel {
  /** The other entry that is cut, before and after. */
  readonly cut: { readonly before: OtherEntry; readonly after: Session } | null;
  /** With a `limit` the member may not store it alone, and `ask` asks for approval. */
  readonly controls: { readonly cancel: string } & (
    { readonly save: string } | { readonly ask: string; readonly limit: SelfEditLimit }
  );
}

const titleOf = ({ before, controls }: ReadBackModel): MessageKey => {
  if ('limit' in controls) return before === null ? 'approvals.draft.add' : 'approvals.draft.edit';
  return before === null ? 'entries.draft.add' : 'entries.draft.edit';
};

/** What was understood, before it is stored. */
export const readBackCard = (model: ReadBackModel, t: Translator): MessageView => {
  const { cut, controls, now } = model;
  const other =
    cut === null
      ? []
      : [
          {
            name: t('entries.draft.cut', { category: cutLabel(cut.before) }),
            value: `${timesText(cut.before.session, t)}\n→ ${whole(cut.after, now, t)}`,
          },
        ];
  const why = 'limit' in controls ? [whyField(controls.limit, t)] : [];
  const go =
    'limit' in controls
      ? button(controls.ask, t('approvals.buttons.ask'), ButtonStyle.Primary)
      : button(controls.save, t('entries.buttons.save'), ButtonStyle.Success);
  return messageView({
    embeds: draftEmbeds(model, t(titleOf(model)), [...other, ...why], t),
    components: rows([go, cancelButton(controls.cancel, t)]),
  });
};

/** Names of fields hold 256 characters. */
const cutLabel = ({ category }: OtherEntry): string => shortened(categoryLabel(category), 170);

export interface ClashModel extends DraftModel {
  readonly other: OtherEntry;
  /** Custom ids of the ways out; null where that is none. */
  readonly controls: {
    readonly startAt: string | null;
    readonly endAt: string | null;
    readonly cut: string | null;
    readonly cancel: string;
  };
}

/** Time would count twice: what is in the way, and the ways out. */
export const clashCard = (model: ClashModel, t: Translator): MessageView => {
  const { other, controls, now } = model;
  const clash = { name: t('entries.clash.other', { category: cutLabel(other) }), value: whole(other.session, now, t) };
  const way = (customId: string | null, label: string): APIButtonComponent[] =>
    customId === null ? [] : [button(customId, label, ButtonStyle.Primary)];
  return messageView({
    content: `⚠️ ${t('entries.clash.text')}`,
    embeds: draftEmbeds(model, t('entries.clash.title'), [clash], t),
    components: rows([
      ...way(controls.startAt, t('entries.clash.startAt')),
      ...way(controls.endAt, t('entries.clash.endAt')),
      ...way(controls.cut, t('entries.clash.cut')),
      cancelButton(controls.cancel, t),
    ]),
  });
};

export interface TwiceModel {
  readonly category: CategoryLook | null;
  readonly note: string | null;
  readonly breaks: readonly Interval[] | null;
  /** The readings that are possible, with what their buttons say (plain text) and lead to. */
  readonly readings: readonly { readonly label: string; readonly customId: string }[];
  readonly cancel: string;
  /** As in `DraftModel`. */
  readonly about?: readonly APIEmbedField[];
}

/** A time that the clocks show twice that day: which one is meant? */
export const twiceCard = ({ category, note, breaks, readings, cancel, about = [] }: TwiceModel, t: Translator): MessageView =>
  messageView({
    content: t('entries.twice.text'),
    embeds: [
      {
        title: t('entries.twice.title'),
        color: COLOUR.paused,
        ...noteDescription(note),
        fields: [
          ...(category === null ? [] : [{ name: t('entries.fields.category'), value: userText(category.name) }]),
          ...about,
        ],
      },
      ...(breaks === null
        ? []
        : [
            {
              title: t('entries.fields.breaks'),
              description: breaks.length === 0 ? t('common.none') : breaks.map(breakLine).join('\n'),
              color: COLOUR.paused,
            },
          ]),
    ],
    components: rows([
      ...readings.map(({ label, customId }) => button(customId, shortened(label, 80), ButtonStyle.Primary)),
      cancelButton(cancel, t),
    ]),
  });

type Shown = {
  readonly embeds: readonly {
    readonly description?: string | undefined;
    readonly fields?: readonly { readonly value: string }[] | undefined;
  }[];
} | null;

/** The name of the category on one of these cards. */
export const categoryNameOf = (message: Shown): string => fromUserText(message?.embeds[0]?.fields?.[0]?.value ?? '');

/** The breaks on one of these cards, in whole seconds. */
export const breaksOf = (message: Shown): readonly Interval[] =>
  (message?.embeds[1]?.description ?? '').split('\n').flatMap((line) => {
    const [start, end] = [...line.matchAll(/<t:(\d{1,13}):T>/g)].map(([, seconds]) => Number(seconds) * 1000);
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
