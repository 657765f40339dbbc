import type { OnTheClock } from './contract.js';

export type OnClock = OnTheClock['members'][number];

export interface Group {
  /** Null where only the presence of others is to be seen. */
  readonly category: string | null;
  /** Longest first. */
  readonly members: readonly OnClock[];
}

/** Who is on the clock, by category in the order that is given; categories that are not in it come last. */
export function groupsOf(members: readonly OnClock[], order: readonly string[]): readonly Group[] {
  const groups = new Map<string | null, OnClock[]>();
  for (const member of members) {
    const group = groups.get(member.category) ?? [];
    group.push(member);
    groups.set(member.category, group);
  }
  const placeOf = (category: string | null): number => {
    const place = category === null ? -1 : order.indexOf(category);
    return place === -1 ? order.length : place;
  };
  return [...groups]
    .map(([category, each]) => ({ category, members: each.toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since)) }))
    .sort((a, b) => placeOf(a.category) - placeOf(b.category));
}

/** From when a clock has to run so that it shows what counts already, ms: breaks are left out of it. Null on a break, when it stands still. */
export function runsFrom({ since, pausedSince, effectiveSeconds }: OnClock, answeredAt: number): number | null {
  if (pausedSince !== null) return null;
  return effectiveSeconds === null ? Date.parse(since) : answeredAt - effectiveSeconds * 1000;
}
