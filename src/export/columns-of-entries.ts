import type { CategoryId, UserId } from '../domain/ids.js';
import type { ReportHead } from './report.js';
import { roundedDays } from './rounding.js';
import type { ScannedEntry, SpoolReader } from './spool/read-spool.js';

export interface Named<Id> {
  readonly id: Id;
  readonly name: string;
}

/** Columns of a table of numbers. They have more room than values: whole numbers of 32 bits, and numbers of which some do not fit into those. */
type Small = Uint32Array<ArrayBuffer>;
type Large = Float64Array<ArrayBuffer>;

/**
 * What entries count on days of the report, in the order of the spool: a part is one entry on one day. There are very many of them, so each is but its place in these
 * columns (some 30 bytes) and no object.
 */
export interface Parts {
  readonly count: number;
  /** `yyyymmdd` as a number. */
  readonly day: Small;
  /** The number of its entry. */
  readonly entry: Small;
  readonly ms: Large;
  /** As it is printed, ms; with a rounding it is known from the beginning, else `print` sets it. */
  readonly printedMs: Large;
  readonly hundredths: Small;
}

/** The entries of a spool in its order, in columns. */
export interface Entries {
  readonly members: readonly Named<UserId>[];
  readonly categories: readonly Named<CategoryId>[];
  readonly count: number;
  /** Where each lies in the spool. */
  readonly offset: Large;
  /** The number of its member and of its category. */
  readonly member: Small;
  readonly category: Small;
  readonly startedAt: Large;
  /** The first of its parts; those of the next entry come after them. There is one value more than entries. */
  readonly firstPart: Small;
  readonly parts: Parts;
}

const larger = <Column extends Small | Large>(column: Column, made: Column): Column => {
  made.set(column);
  return made;
};
const grown = (column: Small, room: number): Small =>
  room <= column.length ? column : larger(column, new Uint32Array(Math.ceil(room * 1.5)));
const grownLarge = (column: Large, room: number): Large =>
  room <= column.length ? column : larger(column, new Float64Array(Math.ceil(room * 1.5)));

/** Reads the entries of a spool, of each what counts on the days of the report; rounded already when entries are. */
export const readEntries = (
  reader: SpoolReader,
  { from, to, rounding, entries: room }: Pick<ReportHead, 'from' | 'to' | 'rounding' | 'entries'>,
): Entries => {
  const [first, last] = [Number(from), Number(to)];
  const members: Named<UserId>[] = [];
  const categories: Named<CategoryId>[] = [];
  // Nearly all entries are of one day.
  let [day, entryOf, hundredths] = [new Uint32Array(room), new Uint32Array(room), new Uint32Array(room)];
  let [ms, printedMs] = [new Float64Array(room), new Float64Array(room)];
  const [member, category, firstPart] = [new Uint32Array(room), new Uint32Array(room), new Uint32Array(room + 1)];
  const [offset, startedAt] = [new Float64Array(room), new Float64Array(room)];
  let [count, partCount] = [0, 0];

  const addParts = ({ days, lengths, dayCount }: ScannedEntry): void => {
    const printed = rounding?.of === 'entry' ? roundedDays(lengths, dayCount, rounding) : null;
    const needed = partCount + dayCount;
    if (needed > day.length) {
      [day, entryOf, hundredths] = [grown(day, needed), grown(entryOf, needed), grown(hundredths, needed)];
      [ms, printedMs] = [grownLarge(ms, needed), grownLarge(printedMs, needed)];
    }
    for (let at = 0; at < dayCount; at += 1) {
      const of = days[at] ?? 0;
      if (of < first || of > last) continue;
      day[partCount] = of;
      entryOf[partCount] = count;
      ms[partCount] = lengths[at] ?? 0;
      printedMs[partCount] = printed?.[at] ?? 0;
      partCount += 1;
    }
  };
  reader.scan({
    member: (id, name) => void members.push({ id, name }),
    category: (id, name) => void categories.push({ id, name }),
    entry(entry) {
      if (count === room) throw new RangeError('the spool holds more entries than it was said to');
      offset[count] = entry.offset;
      member[count] = members.length - 1;
      category[count] = entry.category;
      startedAt[count] = entry.startedAt;
      firstPart[count] = partCount;
      addParts(entry);
      count += 1;
      firstPart[count] = partCount;
    },
  });
  const parts: Parts = { count: partCount, day, entry: entryOf, ms, printedMs, hundredths };
  return { members, categories, count, offset, member, category, startedAt, firstPart, parts };
};

/** The numbers of entries in the order of the report: by member, then by their starts, else as they were read. */
export const inOrder = ({ count, member, startedAt }: Entries): Uint32Array => {
  const order = new Uint32Array(count);
  let isInOrder = true;
  for (let at = 0; at < count; at += 1) {
    order[at] = at;
    if (at > 0 && compare(member, startedAt, at - 1, at) > 0) isInOrder = false;
  }
  // Entries are read in the order of their ends, which mostly is that of their starts.
  return isInOrder ? order : order.sort((a, b) => compare(member, startedAt, a, b) || a - b);
};

const compare = (member: Small, startedAt: Large, a: number, b: number): number =>
  (member[a] ?? 0) - (member[b] ?? 0) || (startedAt[a] ?? 0) - (startedAt[b] ?? 0);
