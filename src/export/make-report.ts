import { localDay } from '../domain/calendar.js';
import { measuredMs, pausedMs } from '../domain/effective.js';
import type { Session } from '../domain/session.js';
import type { Target } from '../domain/targets.js';
import { addUp } from './add-up.js';
import { inOrder, readEntries, type Entries } from './columns-of-entries.js';
import type { Amount, Report, ReportHead, ReportRow, RowPart } from './report.js';
import { roundDays } from './round-parts.js';
import { SpoolReader, type ReadEntry } from './spool/read-spool.js';

/** A report as it is handed to whoever writes it: what was read lies in the spool. */
export interface SpooledReport {
  readonly spool: string;
  readonly head: ReportHead;
  /** Of the categories that the report tells of. */
  readonly targets: readonly Target[];
}

/** Rows that are handed out at a time: enough for what is done once for all of them, and gone before they are moved to where long-lived objects are. */
const ROWS_AT_ONCE = 250;

/**
 * The report over a spool. It reads the spool once for the sums, and again whenever the rows are asked for; of each entry only numbers stay in memory (some
 * hundred bytes). Reads at once, so it belongs into a thread.
 */
export const openReport = ({ spool, head, targets }: SpooledReport): Report & { close(): void } => {
  const reader = new SpoolReader(spool);
  const entries = readEntries(reader, head);
  if (head.rounding?.of === 'day') roundDays(entries, head.rounding);
  const order = inOrder(entries);
  const sums = addUp(entries, order, head, targets);
  return {
    head,
    sums,
    async *rows() {
      const rowOf = rowsOf(entries, reader);
      for (let at = 0; at < order.length; at += ROWS_AT_ONCE) {
        const some: ReportRow[] = [];
        for (const entry of order.subarray(at, at + ROWS_AT_ONCE)) some.push(rowOf(entry));
        // Whoever takes them may wait for the disk.
        yield await Promise.resolve(some);
      }
    },
    close: () => reader.close(),
  };
};

/** Makes the row of an entry by its number. */
const rowsOf = (
  { members, categories, parts, firstPart, ...entries }: Entries,
  reader: SpoolReader,
): ((entry: number) => ReportRow) => {
  // Each day stands for many entries; one text is enough for each of them.
  const known = new Map<number, string>();
  const dayOf = (day: number): string => {
    let text = known.get(day);
    if (text === undefined) known.set(day, (text = String(day)));
    return text;
  };
  const partOf = (part: number, read: ReadEntry): RowPart => {
    const amount = { ms: parts.ms[part] ?? 0, printedMs: parts.printedMs[part] ?? 0, hundredths: parts.hundredths[part] ?? 0 };
    return rowPart(dayOf(parts.day[part] ?? 0), amount, read);
  };
  return (entry) => {
    const read = reader.entry(entries.offset[entry] ?? 0);
    const [who, what] = [members[entries.member[entry] ?? 0], categories[entries.category[entry] ?? 0]];
    if (who === undefined || what === undefined) throw new Error('the spool is not what it was');
    const { session, zone, source, edits } = read;
    const end = session.endedAt ?? session.startedAt;
    const own: RowPart[] = [];
    for (let part = firstPart[entry] ?? 0; part < (firstPart[entry + 1] ?? 0); part += 1) own.push(partOf(part, read));
    return {
      user: who.id,
      name: who.name,
      session,
      category: what,
      zone,
      measuredMs: measuredMs(session, end),
      pausedMs: pausedMs(session, end),
      amount: amountOfAll(own),
      parts: own,
      source,
      edits,
    };
  };
};

/** What the parts of an entry come to. */
const amountOfAll = (parts: readonly RowPart[]): Amount => {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first.amount;
  const sum = { ms: 0, printedMs: 0, hundredths: 0 };
  for (const { amount } of parts) {
    sum.ms += amount.ms;
    sum.printedMs += amount.printedMs;
    sum.hundredths += amount.hundredths;
  }
  return sum;
};

/** A day of an entry that is booked on several has the moments at which it was within that day. */
const rowPart = (day: string, amount: Amount, { session, zone, dayStart, dayCount }: ReadEntry): RowPart => {
  const { start, end } = bounds(session);
  if (dayCount === 1) return { day, start, end, amount };
  for (let at = start; at < end;) {
    const local = localDay(at, zone, dayStart);
    if (local.day === day) return { day, start: at, end: Math.min(local.end, end), amount };
    at = local.end;
  }
  return { day, start, end, amount };
};

const bounds = ({ startedAt, endedAt }: Session): { readonly start: number; readonly end: number } => ({
  start: startedAt,
  end: endedAt ?? startedAt,
});
