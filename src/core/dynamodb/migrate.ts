import { NOTHING, together, type Receipt } from '../flat/receipt.js';
import { sendRows, type Sending } from '../flat/send.js';
import type { FlatRow } from '../flat/row.js';
import { cutLine, hours, receiptLines } from '../flat/summary.js';
import type { Target } from '../flat/target.js';
import { rowOf } from './items.js';
import { KEY, type Item } from './table.js';

/** Items that are named where they are no rows; the rest is counted. */
const NAMED = 10;

export interface Migrated {
  readonly receipt: Receipt;
  /** By activity, hours as the rows state them. */
  readonly hours: ReadonlyMap<string, number>;
  readonly rows: number;
  /** How many descriptions were too long, and are cut. */
  readonly cut: number;
  readonly unreadable: { readonly count: number; readonly first: readonly string[] };
}

/**
 * Page by page: what was read is sent before more is read, so a table of any size takes the memory of one page.
 * @param target null: only looks
 * @param progress hears after each page how many rows were read
 */
export const migrate = async (
  pages: AsyncIterable<readonly Item[]>,
  target: Target | null,
  sending: Sending,
  progress: (rows: number) => void,
): Promise<Migrated> => {
  let receipt = NOTHING;
  let count = 0;
  const sums = new Map<string, number>();
  const problems: string[] = [];
  let unreadable = 0;
  let cut = 0;
  for await (const items of pages) {
    const rows: FlatRow[] = [];
    for (const item of items) {
      const read = rowOf(item);
      if (typeof read === 'string') {
        unreadable += 1;
        if (problems.length < NAMED) problems.push(`${keyOf(item)}: ${read}`);
        continue;
      }
      const { row, isCut } = read;
      rows.push(row);
      if (isCut) cut += 1;
      sums.set(row.activity_type, (sums.get(row.activity_type) ?? 0) + row.duration);
    }
    if (target !== null) receipt = together(receipt, await sendRows(rows, target, sending));
    count += rows.length;
    progress(count);
  }
  return { receipt, hours: sums, rows: count, cut, unreadable: { count: unreadable, first: problems } };
};

const keyOf = (item: Item): string => {
  const key = item[KEY]?.['S'];
  return typeof key === 'string' ? key.trim() : 'an item without a key';
};

/** What a migration came to, in lines. */
export const migratedLines = ({ receipt, hours: sums, rows, cut, unreadable }: Migrated, isSent: boolean): readonly string[] => [
  rows === 1 ? '1 row' : `${rows} rows`,
  ...[...sums].sort(([, one], [, other]) => other - one).map(([activity, amount]) => `  ${activity}: ${hours(amount)}`),
  ...(isSent ? receiptLines(receipt) : ['nothing was sent']),
  ...cutLine(cut),
  ...(unreadable.count === 0 ? [] : [`no rows: ${unreadable.count}`, ...unreadable.first.map((line) => `  ${line}`)]),
  ...(unreadable.count > unreadable.first.length ? [`  and ${unreadable.count - unreadable.first.length} more`] : []),
];
