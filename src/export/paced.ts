import { delay, type Clock } from '../domain/ports.js';
import type { EntrySource } from './collect.js';

/** Entries that are read without a rest: of most exports all. */
const AT_ONCE = 1_000;
/** After a page of more, this thread answers clicks for as many times as long as the page took. */
const REST = 2;
/** No longer than that, ms, however busy the machine is: somebody waits for the export too. */
const REST_MAX_MS = 60;

/** Reads as `source` does, but long exports in pieces with rests between them, so that those who click find the thread free most of the time. */
export const paced = (source: EntrySource, clock: Pick<Clock, 'monotonic' | 'after'>): EntrySource => {
  let read = 0;
  let since: number | null = null;
  return {
    ...source,
    async entries(...asked) {
      // What was done with the page before counts too.
      if (since !== null && read > AT_ONCE) await delay(clock, Math.min(REST_MAX_MS, (clock.monotonic() - since) * REST));
      since = clock.monotonic();
      const page = await source.entries(...asked);
      read += page.length;
      return page;
    },
  };
};
