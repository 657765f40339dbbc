import { addDays, localDay } from '../domain/calendar.js';
import { measuredMs, pausedMs } from '../domain/effective.js';
import type { CategoryId, UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import { targetsOf, type Target } from '../domain/targets.js';
import { weekOf, type Week } from '../domain/week.js';
import type { CategorySum, DaySum, MemberSum, Report, ReportHead, ReportRow, ReportSums, RowPart, WeekSum } from './report.js';
import { SpoolReader, type Place, type SpooledEntry } from './spool.js';
import {
  amountOf,
  amountOfAll,
  groupBy,
  partOf,
  print,
  roundDays,
  roundedDays,
  sumOf,
  sumOnly,
  type Part,
  type Sum,
} from './sums.js';

/** A report as it is handed to whoever writes it: what was read lies in the spool. */
export interface SpooledReport {
  readonly spool: string;
  readonly head: ReportHead;
  /** Of the categories that the report tells of. */
  readonly targets: readonly Target[];
}

interface Named<Id> {
  readonly id: Id;
  readonly name: string;
}

interface Row extends Place {
  readonly member: number;
  readonly category: number;
  readonly startedAt: number;
  readonly parts: readonly Part[];
}

interface Read {
  readonly members: readonly Named<UserId>[];
  readonly categories: readonly Named<CategoryId>[];
  /** In the order of the report. */
  readonly rows: readonly Row[];
  /** Of all of them. */
  readonly parts: readonly Part[];
}

const MINUTE = 60_000;
/** Rows that are handed out at a time. */
const ROWS_AT_ONCE = 500;

/**
 * The report over a spool. It reads the spool once for the sums, and again whenever the rows are asked for; of each entry only its place and what it counts
 * stay in memory (about 300 bytes). Reads at once, so it belongs into a thread.
 */
export const openReport = ({ spool, head, targets }: SpooledReport): Report & { close(): void } => {
  const reader = new SpoolReader(spool);
  const read = readRows(reader, head);
  const sums = addUp(read, head, targets);
  return {
    head,
    sums,
    async *rows() {
      for (let at = 0; at < read.rows.length; at += ROWS_AT_ONCE) {
        const some = read.rows.slice(at, at + ROWS_AT_ONCE).map((row) => rowOf(row, reader, read));
        // Whoever takes them may wait for the disk.
        yield await Promise.resolve(some);
      }
    },
    close: () => reader.close(),
  };
};

const readRows = (reader: SpoolReader, { from, to, rounding }: ReportHead): Read => {
  const members: Named<UserId>[] = [];
  const categories: Named<CategoryId>[] = [];
  const numbers = new Map<CategoryId, number>();
  // Each record brings days of its own; one string is enough for each of them.
  const known = new Map<string, string>();
  const rows: Row[] = [];
  for (const { record, place } of reader.records()) {
    if (record.kind === 'member') members.push({ id: record.user, name: record.name });
    else if (record.kind === 'category') numbers.set(record.id, categories.push({ id: record.id, name: record.name }) - 1);
    else {
      const [member, category] = [members.length - 1, numbers.get(record.session.category) ?? 0];
      const printed = rounding?.of === 'entry' ? roundedDays(record.days, rounding) : [];
      const parts = record.days
        .map(([day, ms], at) => partOf({ day: oneOf(day, known), category, member, ms }, printed[at]))
        .filter(({ day }) => day >= from && day <= to);
      rows.push({ ...place, member, category, startedAt: record.session.startedAt, parts });
    }
  }
  const parts = rows.flatMap((row) => row.parts);
  if (rounding?.of === 'day') roundDays(parts, rounding);
  rows.sort((a, b) => a.member - b.member || a.startedAt - b.startedAt || a.offset - b.offset);
  return { members, categories, rows, parts };
};

const oneOf = (text: string, known: Map<string, string>): string => {
  const kept = known.get(text);
  if (kept === undefined) known.set(text, text);
  return kept ?? text;
};

/** All sums of a report. Every table is printed from its own total down, and all totals are the same. */
const addUp = ({ members, categories, rows, parts }: Read, head: ReportHead, targets: readonly Target[]): ReportSums => {
  const isRounded = head.rounding !== null;

  const byDay = groupBy(parts, ({ day }) => day);
  const daysOf = groupBy([...byDay.keys()].sort(), (day) => weekOf(day, head.weekStart).from);
  const weeks = weeksOf(head).map((week) => {
    const days = (daysOf.get(weekOf(week.from, head.weekStart).from) ?? []).map((day) => {
      const shares = [...groupBy(byDay.get(day) ?? [], ({ category }) => category)].map(([category, of]) => ({
        category,
        sum: sumOf(of),
      }));
      return { day, shares, sum: sumOf(shares.map(({ sum }) => sum)) };
    });
    return { week, days, sum: sumOf(days.map(({ sum }) => sum)) };
  });
  const total = sumOf(weeks.map(({ sum }) => sum));
  print(total, isRounded);

  const namedSums = (shares: readonly { readonly category: number; readonly sum: Sum }[]): readonly CategorySum[] =>
    shares
      .flatMap(({ category, sum }): readonly CategorySum[] => {
        const named = categories[category];
        return named === undefined ? [] : [{ ...named, amount: amountOf(sum) }];
      })
      .toSorted((a, b) => b.amount.ms - a.amount.ms);

  const byCategory = [...groupBy(parts, ({ category }) => category)].map(([category, of]) => ({ category, sum: sumOnly(of) }));
  print(sumOf(byCategory.map(({ sum }) => sum)), isRounded);

  const rowsOf = groupBy(rows, ({ member }) => member);
  const byMember = members.map((named, member) => {
    const own = rowsOf.get(member) ?? [];
    const shares = [
      ...groupBy(
        own.flatMap((row) => row.parts),
        ({ category }) => category,
      ),
    ].map(([category, of]) => ({
      category,
      sum: sumOnly(of),
    }));
    return { named, entries: own.length, shares, sum: sumOf(shares.map(({ sum }) => sum)) };
  });
  print(sumOf(byMember.map(({ sum }) => sum)), isRounded);

  const targetOf = targetsIn(head, targets, parts, categories);
  const weekSums = weeks.map(({ week, sum }): WeekSum => ({
    ...week,
    amount: amountOf(sum),
    targetMs: targetOf(week)?.ms ?? null,
  }));
  return {
    total: amountOf(total),
    categories: namedSums(byCategory),
    weeks: weekSums,
    days: weeks.flatMap(({ days }) =>
      days.map(({ day, sum, shares }): DaySum => ({ day, amount: amountOf(sum), categories: namedSums(shares) })),
    ),
    members: byMember
      .map(({ named: { id, name }, entries, shares, sum }): MemberSum => ({
        user: id,
        name,
        amount: amountOf(sum),
        categories: namedSums(shares),
        entries,
      }))
      .toSorted((a, b) => b.amount.ms - a.amount.ms),
    target: allTargets(weeks.flatMap(({ week }) => targetOf(week) ?? [])),
  };
};

/** Weeks that the report touches; of the first and the last one only the days in the report. */
const weeksOf = ({ from, to, weekStart }: Pick<ReportHead, 'from' | 'to' | 'weekStart'>): readonly Week[] => {
  const weeks: Week[] = [];
  for (let week = weekOf(from, weekStart); week.from <= to; week = weekOf(addDays(week.to, 1), weekStart))
    weeks.push({ from: week.from < from ? from : week.from, to: week.to > to ? to : week.to });
  return weeks;
};

interface InTarget {
  readonly ms: number;
  readonly workedMs: number;
}

/** What was to be done in a week, and what of that was done, as it is printed; null without targets, and for a week that is not there as a whole. */
const targetsIn = (
  { weekStart, about }: ReportHead,
  targets: readonly Target[],
  parts: readonly Part[],
  categories: readonly Named<CategoryId>[],
): ((week: Week) => InTarget | null) => {
  const weekly = groupBy(targets.length === 0 ? [] : parts, ({ day }) => weekOf(day, weekStart).from);
  return (week) => {
    if (about.kind === 'members' || addDays(week.from, 6) !== week.to) return null;
    const held = targetsOf(targets, week);
    if (held.size === 0) return null;
    let [ms, workedMs] = [0, 0];
    for (const minutes of held.values()) ms += minutes * MINUTE;
    for (const { category, printedMs } of weekly.get(week.from) ?? []) {
      const named = categories[category];
      if (named !== undefined && held.has(named.id)) workedMs += printedMs;
    }
    return { ms, workedMs };
  };
};

const allTargets = (weeks: readonly InTarget[]): ReportSums['target'] => {
  if (weeks.length === 0) return null;
  let [ms, workedMs] = [0, 0];
  for (const week of weeks) {
    ms += week.ms;
    workedMs += week.workedMs;
  }
  return { ms, workedMs, differenceMs: workedMs - ms };
};

const rowOf = (row: Row, reader: SpoolReader, { members, categories }: Read): ReportRow => {
  const { member, category, parts } = row;
  const record = reader.read(row);
  const [who, what] = [members[member], categories[category]];
  if (record.kind !== 'entry' || who === undefined || what === undefined) throw new Error('the spool is not what it was');
  const { session, zone, source, edits } = record;
  const end = session.endedAt ?? session.startedAt;
  return {
    user: who.id,
    name: who.name,
    session,
    category: what,
    zone,
    measuredMs: measuredMs(session, end),
    pausedMs: pausedMs(session, end),
    amount: amountOfAll(parts),
    parts: parts.map((part) => rowPart(part, record, session)),
    source,
    edits,
  };
};

/** A day of an entry that is booked on several has the moments at which it was within that day. */
const rowPart = (part: Part, { zone, dayStart, days }: SpooledEntry, session: Session): RowPart => {
  const whole = { start: session.startedAt, end: session.endedAt ?? session.startedAt };
  const amount = amountOf(part);
  if (days.length === 1) return { day: part.day, ...whole, amount };
  for (let at = whole.start; at < whole.end;) {
    const day = localDay(at, zone, dayStart);
    if (day.day === part.day) return { day: part.day, start: at, end: Math.min(day.end, whole.end), amount };
    at = day.end;
  }
  return { day: part.day, ...whole, amount };
};
