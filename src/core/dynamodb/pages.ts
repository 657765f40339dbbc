import { EXIT, ProgramEnd } from '../flat/exit.js';
import { isNotNow, patiently, type Waiting } from '../flat/patience.js';
import { PUT_AT_ONCE, type Item, type Table } from './table.js';

/** Some minutes in all: a table of little provisioned throughput is read as fast as it lets us. */
const PATIENCE = { tries: 12, first: 200, longest: 30_000 };

/**
 * Every page of a table, each asked for when the one before was used, so no more than one is in memory.
 * @param years values of `year` to read by the index; null: the whole table
 * @throws ProgramEnd
 */
export async function* pagesOf(
  table: Table,
  years: readonly string[] | null,
  waiting: Waiting,
): AsyncGenerator<readonly Item[], void, void> {
  for (const year of years ?? [null]) {
    let after: Item | null = null;
    do {
      const where: { readonly after: Item | null; readonly year: string | null } = { after, year };
      const page = await patiently(() => table.page(where), PATIENCE, waiting);
      if (isNotNow(page)) throw new ProgramEnd(EXIT.failed, page.notNow);
      // A page may be empty and not the last.
      if (page.items.length > 0) yield page.items;
      after = page.next;
    } while (after !== null);
  }
}

/** Tables with a carriage return behind each year come from files of Windows; both are that year. */
export const spellingsOf = (year: string): readonly string[] => [year, `${year}\r`];

/**
 * Puts items, and again those that were left. The same key twice is the later item.
 * @throws ProgramEnd
 */
export const putAll = async (table: Table, items: readonly Item[], waiting: Waiting): Promise<void> => {
  for (let from = 0; from < items.length; from += PUT_AT_ONCE) {
    let waitingItems = items.slice(from, from + PUT_AT_ONCE);
    const done = await patiently(
      async () => {
        const put = await table.put(waitingItems);
        if (isNotNow(put)) return put;
        waitingItems = [...put.left];
        return waitingItems.length === 0 ? put : { notNow: `${table.name} takes no more items for now`, after: null };
      },
      PATIENCE,
      waiting,
    );
    if (isNotNow(done)) throw new ProgramEnd(EXIT.failed, done.notNow);
  }
};
