import type { Week } from '../../domain/week.js';
import { addWeeks } from '../../domain/week.js';
import { formatDayRange } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';

/** The days of a week, as its readers write them: `Jan 5 – 11, 2026`. They are the space's, so they are no timestamps, which go by the reader's zone. */
export const weekDays = ({ from, to }: Week, t: Translator): string => formatDayRange(from, to, t);

/** `This week`, `Next week`, or null for another one. */
export const weekName = (week: Week, present: Week, t: Translator): string | null => {
  if (week.from === present.from) return t('targets.week.this');
  if (week.from === addWeeks(present, 1).from) return t('targets.week.next');
  return week.from === addWeeks(present, -1).from ? t('targets.week.last') : null;
};

/** For a list of choices, in plain text: what stands before the dot can be typed as well. */
export const weekLabel = (week: Week, present: Week, t: Translator): string => {
  const { from } = week;
  const name = weekName(week, present, t) ?? `${from.slice(0, 4)}-${from.slice(4, 6)}-${from.slice(6)}`;
  return `${name} · ${weekDays(week, t)}`;
};
