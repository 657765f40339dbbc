import type { Repeat, Series } from '../../domain/reminders/recurrence.js';
import type { ReminderTarget } from '../../domain/reminders/reminder.js';
import { formatWeekday } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { mentionChannel, mentionRole, timestamp } from '../text.js';

/** `9:05`, of minutes after midnight. */
export const clockText = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** Weekdays in words; 0 is Monday. */
export const daysText = (days: readonly number[], t: Translator): string =>
  days.join('') === '01234' ? t('reminders.repeat.workdays') : days.map((day) => formatWeekday(day, t)).join(', ');

const often = (repeat: Repeat, t: Translator): string => {
  switch (repeat.unit) {
    case 'day':
      return t('reminders.repeat.day', { count: repeat.every });
    case 'week':
      return t('reminders.repeat.week', { count: repeat.every, days: daysText(repeat.days, t) });
    case 'month':
      return repeat.day === 31
        ? t('reminders.repeat.monthEnd', { count: repeat.every })
        : t('reminders.repeat.month', { count: repeat.every, day: repeat.day });
  }
};

/** How often a reminder comes, at which time by the clock of which zone. */
export const seriesText = ({ repeat, minute, zone }: Series, t: Translator): string =>
  t('reminders.repeat.at', { repeat: often(repeat, t), time: clockText(minute), zone });

/** Where a reminder goes. Nobody is pinged by it: that is for the message to allow. */
export const targetText = (target: ReminderTarget, t: Translator): string => {
  switch (target.kind) {
    case 'direct':
      return t('reminders.to.direct');
    case 'notion':
      return t('reminders.to.notion');
    case 'channel': {
      const channel = mentionChannel(target.channel);
      return target.role === null
        ? t('reminders.to.channel', { channel })
        : t('reminders.to.role', { channel, role: mentionRole(target.role) });
    }
  }
};

/** A moment with how far it is away. */
export const momentText = (ms: number, t: Translator): string =>
  t('reminders.preview.once', { time: timestamp(ms, 'f'), when: timestamp(ms, 'R') });
