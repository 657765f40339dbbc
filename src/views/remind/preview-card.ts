import { ButtonStyle, type APIEmbedField } from 'discord-api-types/v10';
import type { Series } from '../../domain/reminders/recurrence.js';
import type { ReminderTarget } from '../../domain/reminders/reminder.js';
import type { Translator } from '../../i18n/translator.js';
import { fromUserText, userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { momentText, seriesText, targetText } from './texts.js';

export interface PreviewModel {
  readonly text: string;
  readonly target: ReminderTarget;
  /** What was typed, so that it can be changed. */
  readonly wrote: string;
  /** It is one that is there already. */
  readonly isChange: boolean;
  /**
   * What was understood: a moment (ms); two of which one is to be chosen; a series with its next three times, ms; null: the time stays as it is.
   */
  readonly when:
    | { readonly kind: 'once'; readonly at: number; readonly keep: string }
    | {
        readonly kind: 'twice';
        readonly choices: readonly { readonly at: number; readonly time: string; readonly keep: string }[];
      }
    | { readonly kind: 'series'; readonly series: Series; readonly next: readonly number[]; readonly keep: string }
    | { readonly kind: 'asItIs'; readonly keep: string };
  /** Keeping it allows direct messages. */
  readonly agrees: boolean;
  /** Custom id. */
  readonly change: string;
}

const whenText = ({ when }: PreviewModel, t: Translator): string => {
  switch (when.kind) {
    case 'once':
      return momentText(when.at, t);
    case 'twice': {
      const [first = 0, second = 0] = when.choices.map(({ at }) => at);
      return t('reminders.preview.twice', { first: momentText(first, t), second: momentText(second, t) });
    }
    case 'series': {
      const times = when.next.map((at) => momentText(at, t)).join('\n');
      return `${seriesText(when.series, t)}\n${t('reminders.preview.next', { times })}`;
    }
    case 'asItIs':
      return t('reminders.preview.nothing');
  }
};

const keepButtons = ({ when, agrees }: PreviewModel, t: Translator) => {
  if (when.kind !== 'twice')
    return [button(when.keep, t(agrees ? 'reminders.preview.agree' : 'reminders.preview.keep'), ButtonStyle.Success)];
  return when.choices.map(({ keep, time }, nth) =>
    button(keep, t(nth === 0 ? 'reminders.preview.keepFirst' : 'reminders.preview.keepSecond', { time }), ButtonStyle.Success),
  );
};

/** The page of Notion and whom its comment mentions stand behind what is said of the place, one to a line: `notionOf` reads them back. */
const placeText = (target: ReminderTarget, t: Translator): string =>
  target.kind === 'notion'
    ? [targetText(target, t), `\`${target.page}\``, ...target.people.map((one) => userText(one))].join('\n')
    : targetText(target, t);

/** What was understood, before anything is kept. What was typed stands last: `wroteOf` reads it back, and `textOf` the text. */
export const previewCard = (model: PreviewModel, t: Translator): MessageView => {
  const fields: APIEmbedField[] = [
    { name: t('reminders.preview.when'), value: whenText(model, t) },
    { name: t('reminders.preview.to'), value: placeText(model.target, t) },
    ...(model.wrote === '' ? [] : [{ name: t('reminders.preview.wrote'), value: userText(model.wrote) }]),
  ];
  return messageView({
    content: model.agrees ? t('reminders.preview.needsAgreement') : '',
    embeds: [
      {
        title: t(model.isChange ? 'reminders.preview.titleEdit' : 'reminders.preview.title'),
        description: userText(model.text),
        color: COLOUR.paused,
        fields,
      },
    ],
    components: rows([...keepButtons(model, t), button(model.change, t('reminders.preview.change'), ButtonStyle.Secondary)]),
  });
};

/** One of our own messages, as far as it is read back. */
interface Shown {
  readonly embeds: readonly {
    readonly description?: string | undefined;
    readonly fields?: readonly { readonly name: string; readonly value: string }[] | undefined;
  }[];
}

export const textOf = (message: Shown | null): string => fromUserText(message?.embeds[0]?.description ?? '');

export const wroteOf = (message: Shown | null): string => fromUserText(message?.embeds[0]?.fields?.[2]?.value ?? '');

/** Null when the message names no page of Notion. */
export const notionOf = (message: Shown | null): { readonly page: string; readonly people: readonly string[] } | null => {
  const [, page = '', ...people] = (message?.embeds[0]?.fields?.[1]?.value ?? '').split('\n');
  const id = /^`([\da-f-]{32,36})`$/.exec(page)?.[1];
  return id === undefined ? null : { page: id, people: people.map(fromUserText) };
};
