import { daysOfLeave, type Leave } from '../../domain/leave.js';
import { formatDay, formatDayRange } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';

type Days = Pick<Leave, 'from' | 'to'>;

/** The days of a leave, as its readers write them: `Dec 24 – 31, 2026`. They are days of a calendar, so they are no timestamps. */
export const leaveDaysText = ({ from, to }: Days, t: Translator): string =>
  from === to ? formatDay(from, t) : formatDayRange(from, to, t);

/** `8 days` */
export const leaveLength = (leave: Days, t: Translator): string => {
  const count = daysOfLeave(leave);
  return t('leave.days', { count });
};

/** A leave in one line, for whom it belongs to. */
export const leaveLine = (leave: Leave, t: Translator): string => {
  const note = leave.note === '' ? '' : `\n-# ${userText(leave.note)}`;
  return `**${leaveDaysText(leave, t)}** · ${t(`leave.kinds.${leave.kind}`)} · ${leaveLength(leave, t)}${note}`;
};
