import { effectiveMs } from '../domain/effective.js';
import type { Amount, CategorySum, ExportFormat, ReportHead, ReportRow, ReportSums } from './report.js';
import { dayText, isoIn } from './wall-time.js';

/** What the file says it is; another number when a reader of this one could not read it any more. docs/exports.md describes it. */
export const JSON_FORMAT = 'punchcard-report-1';

const amount = ({ ms, printedMs, hundredths }: Amount): object => ({
  seconds: ms / 1000,
  printedSeconds: printedMs / 1000,
  hours: hundredths / 100,
});

const category = (sum: CategorySum): object => ({ id: sum.id, name: sum.name, ...amount(sum.amount) });

const headOf = (head: ReportHead): object => ({
  format: JSON_FORMAT,
  madeAt: new Date(head.madeAt).toISOString(),
  space: head.space,
  about: head.about,
  category: head.category,
  from: dayText(head.from),
  to: dayText(head.to),
  zone: head.counting.zone,
  dayStartMinutes: head.counting.dayStart,
  weekStart: head.weekStart,
  locale: head.locale,
  rounding:
    head.rounding === null ? null : { mode: head.rounding.mode, stepSeconds: head.rounding.stepMs / 1000, of: head.rounding.of },
  detail: head.detail,
});

const summaryOf = ({ total, categories, members, target }: ReportSums): object => ({
  total: amount(total),
  categories: categories.map(category),
  members: members.map((member) => ({
    id: member.user,
    name: member.name,
    entries: member.entries,
    ...amount(member.amount),
    categories: member.categories.map(category),
  })),
  target: target && {
    seconds: target.ms / 1000,
    workedSeconds: target.workedMs / 1000,
    differenceSeconds: target.differenceMs / 1000,
  },
});

const daysOf = ({ weeks, days }: ReportSums): object => ({
  weeks: weeks.map((week) => ({
    from: dayText(week.from),
    to: dayText(week.to),
    ...amount(week.amount),
    targetSeconds: week.targetMs === null ? null : week.targetMs / 1000,
  })),
  days: days.map((day) => ({ day: dayText(day.day), ...amount(day.amount), categories: day.categories.map(category) })),
});

const entryOf = (row: ReportRow): object => {
  const { session, zone } = row;
  const end = session.endedAt ?? session.startedAt;
  return {
    id: session.id,
    member: { id: row.user, name: row.name },
    category: row.category,
    start: isoIn(session.startedAt, zone),
    end: isoIn(end, zone),
    zone,
    breaks: session.pauses.map((pause) => ({ start: isoIn(pause.start, zone), end: isoIn(pause.end, zone) })),
    measuredSeconds: row.measuredMs / 1000,
    pausedSeconds: row.pausedMs / 1000,
    overrideSeconds: session.overrideMs === null ? null : session.overrideMs / 1000,
    effectiveSeconds: effectiveMs(session, end) / 1000,
    counted: amount(row.amount),
    days: row.parts.map((part) => ({ day: dayText(part.day), ...amount(part.amount) })),
    state: session.status,
    source: row.source,
    edits: row.edits,
    note: session.note,
  };
};

/** The members of an object, without its braces. */
const members = (of: object): string => JSON.stringify(of).slice(1, -1);

/** Everything that the report says, for programs. Texts of people are as they wrote them; moments are ISO 8601 with the offset. */
export const json: ExportFormat = {
  async write(report, sink, progress) {
    const { head, sums } = report;
    await sink.write(`{${members(headOf(head))},\n${members(summaryOf(sums))}`);
    if (head.detail !== 'summary') await sink.write(`,\n${members(daysOf(sums))}`);
    if (head.detail === 'entries') {
      let written = 0;
      await sink.write(',\n"entries":[');
      for await (const rows of report.rows()) {
        const lines = rows.map((row) => `\n${JSON.stringify(entryOf(row))}`).join(',');
        await sink.write(written === 0 ? lines : `,${lines}`);
        progress((written += rows.length));
      }
      await sink.write(']');
    }
    // Last, so that a file that was cut off on its way can be told from a whole one.
    await sink.write(`,\n"entryCount":${head.entries}}\n`);
    progress(head.entries);
  },
};
