import type { ClockChange, TeamLine } from './contract.js';

/*
 * What the table shows of a team: which lines, in which order, and what they come to. Pure.
 */

export const SHOWN = ['present', 'on', 'open', 'gaps', 'behind', 'left'] as const;
export type Shown = (typeof SHOWN)[number];
export const COLUMNS = ['name', 'today', 'week', 'open', 'gaps', 'seen'] as const;
export type Column = (typeof COLUMNS)[number];
export interface Order {
  readonly by: Column;
  /** Names from A on, everything else with the most first; or the other way round. */
  readonly reversed: boolean;
}

/** A line with what has run on since it was asked for, seconds. */
export const upTo = (line: TeamLine, seconds: number): TeamLine => {
  const { active } = line;
  if (active?.pausedSince !== null || seconds <= 0) return line;
  return {
    ...line,
    active: { ...active, effectiveSeconds: active.effectiveSeconds + seconds },
    todaySeconds: line.todaySeconds + seconds,
    weekSeconds: line.weekSeconds + seconds,
  };
};

export const nameOf = ({ name, user }: Pick<TeamLine, 'name' | 'user'>): string => name ?? user;

/** How much of a line waits for somebody. */
export const openCount = ({ unconfirmed, requests, claims }: TeamLine): number => unconfirmed.count + requests + claims;

const IS: Readonly<Record<Shown, (line: TeamLine) => boolean>> = {
  present: ({ left }) => !left,
  on: ({ active }) => active !== null,
  open: (line) => openCount(line) > 0,
  gaps: ({ left, gaps }) => !left && gaps.length > 0,
  behind: ({ left, targetSeconds, weekSeconds }) => !left && targetSeconds !== null && weekSeconds < targetSeconds,
  left: ({ left }) => left,
};

const VALUE: Readonly<Record<Exclude<Column, 'name'>, (line: TeamLine) => number>> = {
  today: ({ todaySeconds }) => todaySeconds,
  week: ({ weekSeconds }) => weekSeconds,
  open: openCount,
  gaps: ({ gaps }) => gaps.length,
  seen: ({ active, lastSeen }) => (active === null ? Date.parse(lastSeen ?? '1970-01-01') : Infinity),
};

const compare = (by: Column, collator: Intl.Collator) => {
  const byName = (a: TeamLine, b: TeamLine): number => collator.compare(nameOf(a), nameOf(b)) || (a.user < b.user ? -1 : 1);
  if (by === 'name') return byName;
  const value = VALUE[by];
  // Of two who are on the clock, no value is larger than the other.
  return (a: TeamLine, b: TeamLine): number => (value(a) === value(b) ? byName(a, b) : value(a) > value(b) ? -1 : 1);
};

/** The lines that are asked for, in their order. `search`: a part of a name. */
export const chosen = (
  lines: readonly TeamLine[],
  { show, search, order }: { readonly show: Shown; readonly search: string; readonly order: Order },
  collator: Intl.Collator,
): readonly TeamLine[] => {
  const wanted = search.trim().toLocaleLowerCase();
  const found = lines.filter((line) => IS[show](line) && nameOf(line).toLocaleLowerCase().includes(wanted));
  const sorted = found.sort(compare(order.by, collator));
  return order.reversed ? sorted.reverse() : sorted;
};

export interface Totals {
  readonly members: number;
  readonly on: number;
  readonly todaySeconds: number;
  readonly weekSeconds: number;
  /** Of those who have one. */
  readonly targetSeconds: number;
}

/** What lines come to. Whoever sees it sees each of them, so it tells nothing more, however few they are. */
export const totalsOf = (lines: readonly TeamLine[]): Totals => ({
  members: lines.length,
  on: lines.filter(({ active }) => active !== null).length,
  todaySeconds: lines.reduce((sum, line) => sum + line.todaySeconds, 0),
  weekSeconds: lines.reduce((sum, line) => sum + line.weekSeconds, 0),
  targetSeconds: lines.reduce((sum, line) => sum + (line.targetSeconds ?? 0), 0),
});

/** The lines with these in the place of what was known of their members. */
export const withLines = (lines: readonly TeamLine[], news: readonly TeamLine[]): readonly TeamLine[] => {
  const byUser = new Map(news.map((line) => [line.user, line]));
  const known = new Set(lines.map(({ user }) => user));
  return [...lines.map((line) => byUser.get(line.user) ?? line), ...news.filter(({ user }) => !known.has(user))];
};

/** A line with what an event `clock` says: who is on the clock is shown at once, sums follow. */
export const withClock = (line: TeamLine, on: ClockChange['on']): TeamLine => {
  if (on === null) return { ...line, active: null };
  const { since, session = '', category = '', pausedSince = null } = on;
  const before = line.active?.session === session ? line.active.effectiveSeconds : 0;
  return { ...line, active: { session, category, since, pausedSince, effectiveSeconds: before } };
};
