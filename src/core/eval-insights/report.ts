import { insightsOf, type InsightDays, type Insights } from '../../analytics/insights/insights.js';
import { startOfDay } from '../../domain/calendar.js';
import { midnightsOf } from '../../domain/counting.js';
import { categoryId, sessionId, type CategoryId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { remarkText } from '../../views/insights/remark-text.js';
import { hoursText, missingText, percentText } from '../../views/insights/texts.js';
import type { Row } from '../eval-forecast/read-file.js';

export interface ReportTask {
  readonly zone: string;
  /** Seen at the end of this day, `yyyymmdd`. */
  readonly day: string;
  readonly days: InsightDays;
}

const HOUR_MS = 3_600_000;
/** Files have no weights of categories, so each has the same middling one. */
const WEIGHT = 2.5;

/** What a file says twice is one session. They are taken for confirmed: a file does not say. */
const sessionsOf = (rows: readonly Row[], zone: string): readonly Session[] =>
  [...new Map(rows.map((row) => [`${row.start} ${row.end} ${row.category}`, row])).values()].map(
    ({ start, end, category }, nth): Session => ({
      id: sessionId(`row${nth}`),
      category: categoryId(category),
      status: 'ENDED_CONFIRMED',
      note: null,
      startedAt: start,
      pauses: [],
      pausedSince: null,
      endedAt: end,
      endReason: 'member',
      overrideMs: null,
      counting: midnightsOf(zone),
    }),
  );

/** The insights of one person's history as they were to be seen at the end of a day: what came later is left out. */
export const insightsAt = (rows: readonly Row[], { zone, day, days }: ReportTask): Insights => {
  const now = startOfDay(day, zone) + 23 * HOUR_MS;
  const sessions = sessionsOf(
    rows.filter(({ end }) => end <= now),
    zone,
  );
  const weights = new Map(sessions.map(({ category }): [CategoryId, number] => [category, WEIGHT]));
  return insightsOf({
    ...{ sessions, usual: midnightsOf(zone), zone, now, days, category: null, weekStart: 'monday' },
    ...{ leave: new Set(), restDays: [], targets: new Map(), weights },
  });
};

const scoreLines = ({ score: answer }: Insights, t: Translator): readonly string[] => {
  if (!answer.enough) return [missingText([{ of: 'days', count: answer.missingDays }], t)];
  const { value, components } = answer.score;
  const parts = components.map(({ name, value: of, details }) => {
    const numbers = Object.entries(details).map(([key, number]) => `${key} ${formatNumber(number, t, 2)}`);
    return `  ${name} ${formatNumber(100 * of, t)} (${numbers.join(', ')})`;
  });
  return [`score ${formatNumber(value, t)}`, ...parts];
};

/** The same as lines of text, for a document or a terminal. */
export const reportLines = (insights: Insights, { day, days }: ReportTask, t: Translator): readonly string[] => {
  const { activeDays, hours, suspects, week, categories, remarks } = insights;
  const look = (id: string) => ({ name: id, emoji: null, colour: null });
  return [
    `${days} days to ${day}: ${activeDays} days with ${hoursText(hours, t)}, ${suspects} entries over 16 h left out`,
    ...scoreLines(insights, t),
    week.enough
      ? `week ${hoursText(week.value.done, t)}, usually ${hoursText(week.value.usual, t)} (${hoursText(week.value.low, t)} to ${hoursText(week.value.high, t)}): ${week.value.verdict}`
      : `week: ${missingText(week.missing, t)}`,
    categories.enough
      ? `categories ${categories.value.shares.map(({ category, share, change }) => `${category} ${percentText(share, t)} ${change?.verdict ?? 'not compared'}`).join(', ')}`
      : `categories: ${missingText(categories.missing, t)}`,
    ...(remarks.enough
      ? remarks.value.length === 0
        ? ['remarks: none']
        : remarks.value.map((remark) => remarkText(remark, { lookOf: look, days }, t).replaceAll('\n-#', ''))
      : [`remarks: ${missingText(remarks.missing, t)}`]),
  ];
};
