import { addDays, dayOf, startOfDay } from '../../src/domain/calendar.js';
import { splitByDay } from '../../src/domain/day-split.js';
import type { Counting } from '../../src/domain/counting.js';
import { effectiveMs, measuredMs, pausedMs } from '../../src/domain/effective.js';
import { categoryId, sessionId, spaceId, userId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { weekOf } from '../../src/domain/week.js';
import type { Amount, CategorySum, DaySum, MemberSum, Report, ReportHead, ReportRow, WeekSum } from '../../src/export/report.js';

/** An entry of a sample: moments in ms. */
export interface SampleEntry {
  readonly member?: string;
  readonly start: number;
  readonly end: number;
  readonly pauseMs?: number;
  readonly category?: string;
  readonly note?: string | null;
  readonly zone?: string;
}

export interface SampleOptions {
  readonly entries: readonly SampleEntry[];
  /** A server with so many people; one person by this name unless told. */
  readonly people?: number;
  readonly name?: string;
  readonly head?: Partial<ReportHead>;
  /** ms a week. */
  readonly targetMs?: number;
}

/** Monday, 1 June 2026, 00:00 UTC. */
export const JUNE = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;

const amount = (ms: number): Amount => {
  const printedMs = Math.floor(ms / 1000) * 1000;
  return { ms, printedMs, hundredths: Math.round(printedMs / 36_000) };
};

const add = <K>(sums: Map<K, number>, key: K, ms: number): void => void sums.set(key, (sums.get(key) ?? 0) + ms);

/** A report as a printer gets it, of whole seconds, so that everything adds up by itself. Entries are in the order of members and starts. */
export const sampleReport = ({ entries, people, name = 'Anna Berg', head = {}, targetMs }: SampleOptions): Report => {
  const counting: Counting = head.counting ?? { zone: 'Europe/Berlin', dayStart: 0, boundary: 'split' };
  const weekStart = head.weekStart ?? 'monday';
  const names = [...new Set(entries.map(({ member }) => member ?? name))];
  const rows = entries.map((entry, nth) => rowOf(entry, nth, counting, name, names));
  const days = new Map<string, number>();
  const categories = new Map<string, number>();
  const byDay = new Map<string, Map<string, number>>();
  const members = new Map<string, { ms: number; entries: number; name: string }>();
  for (const row of rows) {
    add(categories, row.category.name, row.amount.ms);
    const member = members.get(row.user) ?? { ms: 0, entries: 0, name: row.name };
    members.set(row.user, { ...member, ms: member.ms + row.amount.ms, entries: member.entries + 1 });
    for (const part of row.parts) {
      add(days, part.day, part.amount.ms);
      const own = byDay.get(part.day) ?? new Map<string, number>();
      byDay.set(part.day, own);
      add(own, row.category.name, part.amount.ms);
    }
  }
  const sorted = [...days.keys()].sort();
  const from = head.from ?? sorted[0] ?? dayOf(JUNE, counting.zone);
  const to = head.to ?? sorted.at(-1) ?? addDays(from, 29);
  const isOne = people === undefined;
  const weeks: WeekSum[] = [];
  for (let week = weekOf(from, weekStart); week.from <= to; week = weekOf(addDays(week.to, 1), weekStart)) {
    const inside = sorted.filter((day) => day >= week.from && day <= week.to);
    weeks.push({
      ...week,
      amount: amount(inside.reduce((sum, day) => sum + (days.get(day) ?? 0), 0)),
      targetMs: isOne ? (targetMs ?? null) : null,
    });
  }
  const total = amount([...days.values()].reduce((sum, ms) => sum + ms, 0));
  const whole = weeks.length * (targetMs ?? 0);
  const sums = {
    total,
    categories: categorySums(categories),
    weeks,
    days: sorted.map((day): DaySum => ({
      day,
      amount: amount(days.get(day) ?? 0),
      categories: categorySums(byDay.get(day) ?? new Map<string, number>()),
    })),
    members: [...members]
      .map(([user, member]): MemberSum => ({
        user: userId(user),
        name: member.name,
        amount: amount(member.ms),
        categories: [],
        entries: member.entries,
      }))
      .sort((a, b) => b.amount.ms - a.amount.ms),
    target: isOne && targetMs !== undefined ? { ms: whole, workedMs: total.ms, differenceMs: total.ms - whole } : null,
  };
  return {
    head: {
      space: { id: spaceId('g1'), name: 'Werkstatt' },
      about: isOne ? { kind: 'member', user: userId('1'), name } : { kind: 'members', count: people },
      category: null,
      from,
      to,
      counting,
      weekStart,
      locale: 'en-GB',
      rounding: null,
      detail: 'entries',
      madeAt: Date.UTC(2026, 6, 1, 9),
      entries: rows.length,
      ...head,
    },
    sums,
    async *rows() {
      for (let at = 0; at < rows.length; at += 500) yield await Promise.resolve(rows.slice(at, at + 500));
    },
  };
};

const categorySums = (sums: ReadonlyMap<string, number>): readonly CategorySum[] =>
  [...sums].map(([name, ms]) => ({ id: categoryId(name), name, amount: amount(ms) })).sort((a, b) => b.amount.ms - a.amount.ms);

const rowOf = (entry: SampleEntry, nth: number, usual: Counting, usualName: string, names: readonly string[]): ReportRow => {
  const { start, end, pauseMs = 0, category = 'Work', note = null, member = usualName } = entry;
  const counting = { ...usual, zone: entry.zone ?? usual.zone };
  const pauses = pauseMs === 0 ? [] : [{ start: start + 60_000, end: start + 60_000 + pauseMs }];
  const session: Session = {
    id: sessionId(`s${nth}`),
    category: categoryId(category),
    status: 'ENDED_CONFIRMED',
    note,
    startedAt: start,
    pauses,
    pausedSince: null,
    endedAt: end,
    endReason: null,
    overrideMs: null,
    counting,
  };
  const shares = [...splitByDay(session, counting)];
  return {
    user: userId(String(member === usualName ? 1 : 1000 + names.indexOf(member))),
    name: member,
    session,
    category: { id: session.category, name: category },
    zone: counting.zone,
    measuredMs: measuredMs(session, end),
    pausedMs: pausedMs(session, end),
    amount: amount(effectiveMs(session, end)),
    parts: shares.map(([day, ms]) => ({
      day,
      start: Math.max(start, startOfDay(day, counting.zone)),
      end: Math.min(end, startOfDay(addDays(day, 1), counting.zone)),
      amount: amount(ms),
    })),
    source: 'clock',
    edits: 0,
  };
};

const CATEGORIES = ['Development', 'Meetings', 'Support & Mail', 'Reviews'];
const NOTES = [
  null,
  'Release notes for the new version',
  'Call with the team in Lisbon about the figures of May, and what is to be done until the end of the month',
  'Überstunden abgebaut, Ölwechsel',
  'Ελληνικά και Кириллица',
  null,
];

/** So many entries of one person, two on each working day, with breaks and notes. */
export const usualEntries = (count: number, member?: string): readonly SampleEntry[] => {
  const entries: SampleEntry[] = [];
  for (let day = 0; entries.length < count; day += 1) {
    if (day % 7 > 4) continue;
    for (const [nth, hour] of [7, 12].entries()) {
      if (entries.length === count) break;
      const at = entries.length;
      const start = JUNE + day * 24 * HOUR + hour * HOUR + ((at * 7) % 40) * 60_000;
      entries.push({
        ...(member === undefined ? {} : { member }),
        start,
        end: start + 3 * HOUR + ((at * 13) % 90) * 60_000 + ((at * 11) % 60) * 1000,
        pauseMs: nth === 1 ? 15 * 60_000 : 0,
        category: CATEGORIES[at % CATEGORIES.length] ?? 'Work',
        note: NOTES[at % NOTES.length] ?? null,
      });
    }
  }
  return entries;
};
