import type { BoardSpan, ShownTime } from '../../domain/board.js';
import { addDays, totalsPeriodOf } from '../../domain/calendar.js';
import { formatDay, formatDayRange, formatMonth } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';

/** The first day of the period that holds a day. */
const firstOf = (span: Exclude<BoardSpan, 'all'>, day: string): string => {
  const { weekFrom, monthFrom } = totalsPeriodOf(day);
  return span === 'day' ? day : span === 'week' ? weekFrom : monthFrom;
};

/** `This week`, `Last month`, the name of a season in plain text; the kind of a period of longer ago. `today`: the day that it is in the space. */
export const timeName = (time: ShownTime, today: string, t: Translator): string => {
  if (time.span === 'all') return t('boards.spans.all');
  if (time.span === 'season') return plainText(time.name);
  const { span } = time;
  const [first, present] = [firstOf(span, time.day), firstOf(span, today)];
  if (first === present) return t(`boards.present.${span}`);
  return first === firstOf(span, addDays(present, -1)) ? t(`boards.last.${span}`) : t(`boards.spans.${span}`);
};

/** The days of it; null for all time. They are the space's, so they are no timestamps. */
export const timeDays = (time: ShownTime, t: Translator): string | null => {
  switch (time.span) {
    case 'all':
      return null;
    case 'day':
      return formatDay(time.day, t);
    case 'week': {
      const { weekFrom, weekTo } = totalsPeriodOf(time.day);
      return formatDayRange(weekFrom, weekTo, t);
    }
    case 'month':
      return formatMonth(time.day, t);
    case 'season':
      return time.to === null ? t('boards.since', { date: formatDay(time.from, t) }) : formatDayRange(time.from, time.to, t);
  }
};
