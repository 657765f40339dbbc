import { ButtonStyle } from 'discord-api-types/v10';
import type { RoleId, UserId } from '../../domain/ids.js';
import type { Series } from '../../domain/reminders/recurrence.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { button, messageView, rows, type MessageView } from '../message.js';
import { mentionRole, mentionUser, timestamp } from '../text.js';
import { seriesText } from './texts.js';

/** Custom ids of the answers. */
export interface DueControls {
  readonly done: string;
  readonly tenMinutes: string;
  readonly hour: string;
  readonly morning: string;
  readonly other: string;
}

export interface DueModel {
  readonly text: string;
  /** When it was due, ms, where that has to be said: it comes late. */
  readonly lateSince: number | null;
  /** How many times before this one were missed. */
  readonly missed: number;
  readonly series: Series | null;
  /** In a channel: who has set it, and the role that is mentioned. Null for what goes to the member alone. */
  readonly by: { readonly user: UserId; readonly role: RoleId | null } | null;
  readonly controls: DueControls;
}

const details = ({ lateSince, missed, series, by }: DueModel, t: Translator): string =>
  [
    ...(lateSince === null ? [] : [t('reminders.late', { due: timestamp(lateSince, 'f') })]),
    ...(missed === 0 ? [] : [t('reminders.missed', { count: missed })]),
    ...(series === null ? [] : [seriesText(series, t)]),
    ...(by === null ? [] : [t('reminders.by', { member: mentionUser(by.user) })]),
  ].join(' · ');

/** A reminder as it comes. It pings the one role that it names, and nobody else whatever its text says. */
export const dueMessage = (model: DueModel, t: Translator): MessageView => {
  const { text, by, controls } = model;
  const role = by?.role ?? null;
  const safe = userText(text);
  const first =
    role === null ? t('reminders.due', { text: safe }) : t('reminders.dueWithRole', { role: mentionRole(role), text: safe });
  const small = details(model, t);
  const view = messageView({
    content: small === '' ? first : `${first}\n-# ${small}`,
    components: rows([
      button(controls.done, t('reminders.done'), ButtonStyle.Success),
      button(controls.tenMinutes, t('reminders.snooze10'), ButtonStyle.Secondary),
      button(controls.hour, t('reminders.snooze60'), ButtonStyle.Secondary),
      button(controls.morning, t('reminders.snoozeMorning'), ButtonStyle.Secondary),
      button(controls.other, t('reminders.snoozeAt'), ButtonStyle.Secondary),
    ]),
  });
  return role === null ? view : { ...view, allowed_mentions: { parse: [], roles: [role] } };
};

/** In place of a reminder that was answered. `text` null: it is not known any more. */
export const answeredMessage = (text: string | null, again: number | null, t: Translator): MessageView => {
  const when = again === null ? '' : `${timestamp(again, 'f')} (${timestamp(again, 'R')})`;
  if (again === null)
    return messageView({ content: text === null ? t('reminders.isDoneAlone') : t('reminders.isDone', { text: userText(text) }) });
  return messageView({
    content: text === null ? t('reminders.isSnoozedAlone', { when }) : t('reminders.isSnoozed', { text: userText(text), when }),
  });
};
