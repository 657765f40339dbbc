import type { UserId } from '../../domain/ids.js';
import { addDays } from '../../domain/calendar.js';
import type { ReportRow, RowPart } from '../report.js';

/** What of an entry stands under one day. */
export interface DayLine {
  readonly row: ReportRow;
  readonly part: RowPart;
  /** Where the entry begins: its note is told there. What counts for later days refers to it. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** All lines of a member's day, by their start. */
export interface MemberDay {
  readonly user: UserId;
  readonly name: string;
  /** `yyyymmdd` */
  readonly day: string;
  readonly lines: readonly DayLine[];
}

/**
 * Entries keep the day on which they were counted, in the zone of that time. So an entry may belong to an earlier day than one that began before it, but no more
 * than this many days earlier: zones are 26 hours apart at most, and days begin within 6 hours after midnight.
 */
const DAYS_OUT_OF_ORDER = 2;

/**
 * The entries of a report by member and day, in order. An entry over midnight stands under each of its days, and that of several days does not stand above those
 * that began in between, so what counts for later days waits for them: only a few days are in memory.
 */
export async function* byDay(rows: AsyncIterable<readonly ReportRow[]>): AsyncGenerator<readonly MemberDay[]> {
  const waiting = new Map<string, DayLine[]>();
  const member: Named = { user: null, name: '' };
  // Of several members each has the same days.
  const earlier = new Map<string, string>();
  const daysBefore = (day: string): string => {
    let before = earlier.get(day);
    if (before === undefined) earlier.set(day, (before = addDays(day, -DAYS_OUT_OF_ORDER)));
    return before;
  };

  for await (const some of rows) {
    const days: MemberDay[] = [];
    let seen = '';
    for (const row of some) {
      if (member.user !== row.user) {
        days.push(...take(waiting, member, null));
        member.user = row.user;
        member.name = row.name;
        seen = '';
      }
      const [first] = row.parts;
      if (first === undefined) continue;
      if (first.day > seen) {
        seen = first.day;
        if (waiting.size > DAYS_OUT_OF_ORDER) days.push(...take(waiting, member, daysBefore(seen)));
      }
      for (const [nth, part] of row.parts.entries()) {
        const line = { row, part, isFirst: nth === 0, isLast: nth === row.parts.length - 1 };
        const lines = waiting.get(part.day);
        if (lines === undefined) waiting.set(part.day, [line]);
        else lines.push(line);
      }
    }
    yield days;
  }
  yield take(waiting, member, null);
}

/** Whose entries wait; null before the first. */
interface Named {
  user: UserId | null;
  name: string;
}

/** Takes the days before `until` out of those that wait; null: all of them. */
const take = (waiting: Map<string, DayLine[]>, { user, name }: Readonly<Named>, until: string | null): readonly MemberDay[] => {
  if (user === null) return [];
  const ready = [...waiting.keys()].filter((day) => until === null || day < until).sort();
  return ready.map((day) => {
    const lines = waiting.get(day) ?? [];
    waiting.delete(day);
    return { user, name, day, lines: lines.sort((a, b) => a.part.start - b.part.start) };
  });
};
