import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryId, sessionId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { readPage, type Page, type PageRequest } from './pages.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 0, 20, 12);

const entry = (id: string, endedAt: number, category = 'work'): Session => ({
  id: sessionId(id),
  category: categoryId(category),
  status: 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: endedAt - HOUR,
  pauses: [],
  pausedSince: null,
  endedAt,
  endReason: 'member',
  overrideMs: null,
  counting: null,
});

/** Entries, and how many of them were read. */
const timesheet = (all: readonly Session[]) => {
  let reads = 0;
  let read = 0;
  return {
    read: (from: number, to: number) => {
      const found = all.filter(({ endedAt }) => endedAt !== null && endedAt >= from && endedAt < to);
      reads += 1;
      read += found.length;
      return Promise.resolve(found.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)));
    },
    counts: () => ({ reads, read }),
  };
};

const ask = (given: Partial<PageRequest> = {}): PageRequest => ({
  ...{ from: 0, to: Infinity, way: 'older', place: null, count: 8, keep: () => true, now: NOW },
  ...given,
});
const ids = ({ entries }: Page): readonly string[] => entries.map(({ id }) => id);

/** All pages from the newest on, and back again. */
const turn = async (all: readonly Session[], given: Partial<PageRequest> = {}) => {
  const { read } = timesheet(all);
  const there: (readonly string[])[] = [];
  let page = await readPage(read, ask(given));
  there.push(ids(page));
  while (page.older !== null) {
    page = await readPage(read, ask({ ...given, way: 'older', place: page.older }));
    there.push(ids(page));
  }
  const back: (readonly string[])[] = [ids(page)];
  while (page.newer !== null && back.length <= there.length + 2) {
    page = await readPage(read, ask({ ...given, way: 'newer', place: page.newer }));
    back.push(ids(page));
  }
  return { there, back };
};

describe('pages of entries', () => {
  it('show each entry once, newest first, there and back, also when many end at once and some lie ahead', async () => {
    const hours = fc.array(
      fc.integer({ min: -24 * 400, max: 24 * 40 }).map((hour) => Math.trunc(hour / 7) * 7),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(hours, fc.integer({ min: 1, max: 9 }), async (ends, count) => {
        const all = ends.map((hour, at) => entry(`e${String(at).padStart(2, '0')}`, NOW + hour * HOUR));
        const order = all
          .toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || (a.id < b.id ? 1 : -1))
          .map(({ id }) => id as string);
        const { there, back } = await turn(all, { count });
        expect(there.flat()).toEqual(order);
        for (const page of there.slice(0, -1)) expect(page).toHaveLength(count);
        const ways = back.toReversed().flat();
        // The way back begins with the last page as it was, and fills the others from there.
        expect(ways).toEqual(order);
      }),
      { numRuns: 60 },
    );
  });

  it('keep to the limits and the category', async () => {
    const all = Array.from({ length: 40 }, (_, at) => entry(`e${at}`, NOW - at * 10 * HOUR, at % 3 === 0 ? 'study' : 'work'));
    const { there } = await turn(all, {
      from: NOW - 200 * HOUR,
      to: NOW - 50 * HOUR,
      keep: ({ category }) => category === 'study',
    });
    expect(there.flat()).toEqual(['e6', 'e9', 'e12', 'e15', 'e18']);
  });

  it('read a few days of a long history, and as little of 5,000 entries as of 50', async () => {
    const history = (length: number) => timesheet(Array.from({ length }, (_, at) => entry(`e${at}`, NOW - at * 9 * HOUR)));
    const [short, long] = [history(50), history(5000)];
    await readPage(short.read, ask());
    const page = await readPage(long.read, ask());
    expect(long.counts()).toEqual(short.counts());
    await readPage(long.read, ask({ place: page.older }));
    expect(long.counts().read).toBeLessThan(50);
    expect(long.counts().reads).toBeLessThan(8);
  });

  it('find the last entry of somebody who was away for years, in a few reads', async () => {
    const { read, counts } = timesheet([entry('old', NOW - 6 * 365 * 24 * HOUR)]);
    expect(ids(await readPage(read, ask()))).toEqual(['old']);
    expect(counts().reads).toBeLessThan(16);
  });

  it('stop where a rare category would mean to read everything, and go on from there', async () => {
    const all = Array.from({ length: 3000 }, (_, at) => entry(`e${at}`, NOW - at * HOUR, at === 2900 ? 'rare' : 'work'));
    const { read, counts } = timesheet(all);
    const keep = (session: Session): boolean => session.category === 'rare';
    const first = await readPage(read, ask({ keep }));
    expect(first.entries).toEqual([]);
    expect(counts().read).toBeLessThan(1500);
    expect(first.older).not.toBeNull();
    expect((await turn(all, { keep })).there.flat()).toEqual(['e2900']);
  });
});
