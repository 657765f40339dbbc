import type { Session } from '../../domain/session.js';

/** Reads the entries whose end lies in [from, to) ms, oldest first. */
export type ReadEntries = (from: number, to: number) => Promise<readonly Session[]>;

/**
 * A place in a member's entries, which are in the order of their ends: `skip` of those that end at `at` (ms) have been passed on the way, which
 * leads to the older or to the newer ones.
 */
export interface Place {
  readonly at: number;
  readonly skip: number;
}

export interface PageRequest {
  /** Ends in [from, to) ms. */
  readonly from: number;
  readonly to: number;
  /** `older`: the entries before `place`, or the newest ones without one. `newer`: those after it. */
  readonly way: 'older' | 'newer';
  readonly place: Place | null;
  readonly count: number;
  readonly keep: (session: Session) => boolean;
  /** ms. */
  readonly now: number;
}

export interface Page {
  /** Newest first. */
  readonly entries: readonly Session[];
  /** Where the older and the newer ones go on; null when there are none. */
  readonly older: Place | null;
  readonly newer: Place | null;
}

const DAY = 86_400_000;
/** The first stretch that is read, ms; each that finds too little is followed by one twice as long. */
const FIRST_STRETCH = 3 * DAY;
/** When so many entries were read for one page it ends, full or not, and the next one goes on from there: with a filter that few pass. */
const READ_MAX = 500;

/**
 * One page of a member's entries. It reads only as much time as the page needs, a few days for somebody who works every day, so that the length
 * of a history does not matter.
 */
export const readPage = async (read: ReadEntries, request: PageRequest): Promise<Page> => {
  const { way, place, count } = request;
  const { found, all, stopped } = await walk(read, request);
  const shown = found.slice(0, count);
  const [first, last] = [shown[0], shown.at(-1)];
  const onward = found.length > count && last !== undefined ? onwardFrom(last, all) : stopped;
  // Without a place nothing is newer.
  const back = place === null ? null : first === undefined ? { at: place.at, skip: 0 } : backFrom(first, all);
  return way === 'older'
    ? { entries: shown, older: onward, newer: back }
    : { entries: shown.toReversed(), older: back, newer: onward };
};

interface Walked {
  /** What was kept, in the order of the walk. */
  readonly found: readonly Session[];
  /** Everything that was read, in the order of the walk. */
  readonly all: readonly Session[];
  /** Where the walk ended too early; null when it filled the page or came to the end. */
  readonly stopped: Place | null;
}

const walk = async (read: ReadEntries, { from, to, way, place, count, keep, now }: PageRequest): Promise<Walked> => {
  const all: Session[] = [];
  const found: Session[] = [];
  let left = place?.skip ?? 0;
  for (const [bottom, top] of stretches({ from, to, way, place, now })) {
    const inOrder = (await read(bottom, top)).toSorted(byEnd);
    if (way === 'older') inOrder.reverse();
    all.push(...inOrder);
    for (const session of inOrder) {
      if (session.endedAt === place?.at && left > 0) left -= 1;
      else if (keep(session)) found.push(session);
    }
    if (found.length > count) break;
    const isEnd = way === 'older' ? bottom <= from : top >= to;
    if (all.length >= READ_MAX && !isEnd) return { found, all, stopped: { at: way === 'older' ? bottom - 1 : top, skip: 0 } };
  }
  return { found, all, stopped: null };
};

/** The stretches [bottom, top) ms to read one after the other, each twice as long as the one before. */
function* stretches({
  from,
  to,
  way,
  place,
  now,
}: Pick<PageRequest, 'from' | 'to' | 'way' | 'place' | 'now'>): Generator<readonly [number, number]> {
  let stretch = FIRST_STRETCH;
  if (way === 'older') {
    let top = place === null ? to : Math.min(to, place.at + 1);
    // Entries that lie ahead are few: they come with the first stretch.
    let bottom = Math.max(from, Math.min(top, now) - stretch);
    while (bottom < top) {
      yield [bottom, top];
      stretch *= 2;
      [top, bottom] = [bottom, Math.max(from, bottom - stretch)];
    }
    return;
  }
  let bottom = Math.max(from, place?.at ?? from);
  while (bottom < to) {
    const top = bottom > now ? to : Math.min(to, bottom + stretch);
    yield [bottom, top];
    stretch *= 2;
    bottom = top;
  }
}

/** Of those with one end the order is that of their ids, so that it is the same at every reading. */
const byEnd = (a: Session, b: Session): number => (a.endedAt ?? 0) - (b.endedAt ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const sameEnd = ({ endedAt }: Session, all: readonly Session[]): readonly Session[] =>
  all.filter((session) => session.endedAt === endedAt);

/** The place after a session, in the direction of the walk. */
const onwardFrom = (session: Session, all: readonly Session[]): Place => ({
  at: session.endedAt ?? 0,
  skip: sameEnd(session, all).indexOf(session) + 1,
});

/** The place before a session, to go back from there. */
const backFrom = (session: Session, all: readonly Session[]): Place => {
  const ties = sameEnd(session, all);
  return { at: session.endedAt ?? 0, skip: ties.length - ties.indexOf(session) };
};
