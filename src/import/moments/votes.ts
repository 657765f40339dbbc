import type { DateOrder } from '../api.js';
import type { Stamp } from './stamp.js';

/** What the dates of a file say together about their order. */
export interface DateVotes {
  /** Null: they leave it open, contradict each other, or there are none. */
  readonly order: DateOrder | null;
  /** The row that decided; null where every date is of one order only, as those with the year first. */
  readonly row: number | null;
  /** Orders that are left where it is open; empty where nothing has to be asked. */
  readonly open: readonly DateOrder[];
  /** A date that can be read in each of them; empty where none is open. */
  readonly example: string;
}

/** Counts which orders the dates of a file allow. Dates that are none in any order decide nothing: their rows are refused when they are read. */
export class VotesOnDates {
  #ambiguous = '';
  readonly #only = new Map<DateOrder, { readonly row: number; readonly text: string }>();

  add(stamp: Stamp | null, row: number, text: string): void {
    if (stamp?.kind !== 'wall') return;
    const { orders } = stamp.date;
    const [first] = orders;
    if (first === undefined) return;
    if (orders.length > 1) this.#ambiguous ||= text.trim();
    else if (!this.#only.has(first)) this.#only.set(first, { row, text: text.trim() });
  }

  get outcome(): DateVotes {
    const dayOrMonthFirst = [...this.#only].filter(([order]) => order !== 'ymd');
    const [decided, another] = dayOrMonthFirst;
    if (another !== undefined) {
      const open = dayOrMonthFirst.map(([order]) => order);
      return { order: null, row: null, open, example: this.#ambiguous || (decided?.[1].text ?? '') };
    }
    if (decided !== undefined) return { order: decided[0], row: decided[1].row, open: [], example: '' };
    if (this.#ambiguous !== '') return { order: null, row: null, open: ['dmy', 'mdy'], example: this.#ambiguous };
    return { order: this.#only.has('ymd') ? 'ymd' : null, row: null, open: [], example: '' };
  }
}
