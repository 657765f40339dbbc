import type { ClockReminder } from '../../domain/reminders/clock-reminder.js';
import { comesAt, REMINDERS_MAX, type Reminder } from '../../domain/reminders/reminder.js';
import { formatDuration, formatPercent } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { messageView, type MessageView } from '../message.js';
import { cut, EMBED, fitLines, timestamp } from '../text.js';
import { clockText, daysText, seriesText, targetText } from './texts.js';

/** A reminder of the clock, with what its category is called. */
export interface ListedClockReminder {
  readonly reminder: ClockReminder;
  /** Safe to show; null where it is about no single category. */
  readonly category: string | null;
}

const TEXT_SHOWN = 120;

/** What a member is told about the clock, in words that go on after "I tell you". */
export const clockReminderText = ({ reminder, category }: ListedClockReminder, t: Translator): string => {
  switch (reminder.kind) {
    case 'absent':
      return t('reminders.clock.absent', { time: clockText(reminder.minute), days: daysText(reminder.days, t) });
    case 'target': {
      const percent = formatPercent(reminder.percent / 100, t);
      return category === null ? t('reminders.clock.targets', { percent }) : t('reminders.clock.target', { percent, category });
    }
    case 'break':
      return t('reminders.clock.break', { duration: formatDuration(reminder.afterMinutes * 60_000, t) });
  }
};

const lineOf = (reminder: Reminder, t: Translator): string => {
  const at = comesAt(reminder) ?? 0;
  const when = `${timestamp(at, 'f')} (${timestamp(at, 'R')})`;
  const about = [
    targetText(reminder.target, t),
    ...(reminder.series === null ? [] : [seriesText(reminder.series, t)]),
    ...(at === reminder.next ? [] : [t('reminders.list.snoozed', { when: timestamp(at, 'f') })]),
  ].join(' · ');
  return `${t('reminders.list.line', { when, text: userText(cut(reminder.text, TEXT_SHOWN)) })}\n-# ${about}`;
};

/** What somebody has set, the next first. */
export const reminderListCard = (
  reminders: readonly Reminder[],
  clock: readonly ListedClockReminder[],
  t: Translator,
): MessageView => {
  if (reminders.length === 0 && clock.length === 0) return messageView({ content: t('reminders.list.none') });
  const lines = reminders.map((one) => lineOf(one, t));
  const more = (left: number): string => t('reminders.list.more', { n: left });
  const clockLines = clock.map((one) => `- ${clockReminderText(one, t)}`);
  return messageView({
    embeds: [
      {
        title: t('reminders.list.title'),
        color: COLOUR.running,
        ...(lines.length === 0 ? {} : { description: fitLines(lines, EMBED.description, more) }),
        ...(clockLines.length === 0
          ? {}
          : { fields: [{ name: t('reminders.list.clockTitle'), value: fitLines(clockLines, EMBED.fieldValue, more) }] }),
        footer: { text: t('reminders.list.count', { n: reminders.length, max: REMINDERS_MAX }) },
      },
    ],
    content: t('reminders.list.edit'),
  });
};
