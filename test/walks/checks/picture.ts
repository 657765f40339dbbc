import type { SpaceId, UserId } from '../../../src/domain/ids.js';
import type { Session } from '../../../src/domain/session.js';
import type { Stage } from '../stage.js';

/** A member's time as it is stored, without what only counts changes. */
export interface Picture {
  readonly version: number;
  readonly active: Session | null;
  readonly last: Session | null;
  /** By their ids. */
  readonly entries: readonly Session[];
  /** `day category` -> ms, without what is nothing. */
  readonly days: Readonly<Record<string, number>>;
}

export const NOTHING_YET: Picture = { version: 0, active: null, last: null, entries: [], days: {} };

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const takePicture = async ({ reading }: Pick<Stage, 'reading'>, space: SpaceId, user: UserId): Promise<Picture> => {
  const [{ version, active, last }, entries, days] = await Promise.all([
    reading.reload(space, user),
    reading.entries(space, user, 0, Infinity),
    reading.days(space, user, '00000000', '99999999'),
  ]);
  const sums = [...days].flatMap(([day, categories]) => [...categories].map(([id, ms]) => [`${day} ${id}`, ms] as const));
  return {
    ...{ version, active, last },
    entries: entries.toSorted((a, b) => byText(a.id, b.id)),
    days: Object.fromEntries(sums.filter(([, ms]) => ms !== 0).toSorted(([a], [b]) => byText(a, b))),
  };
};

/** What differs between two pictures of one member, in words; nothing when they are the same. */
export const differsIn = (expected: Picture, found: Picture): readonly string[] =>
  (['active', 'last', 'entries', 'days'] as const)
    .filter((part) => JSON.stringify(expected[part]) !== JSON.stringify(found[part]))
    .map((part) => `${part} is ${JSON.stringify(found[part])} and was ${JSON.stringify(expected[part])}`);

/** Effective time by its definition, ms: what was set by hand, else from start to end without the breaks. */
const effective = ({ startedAt, endedAt, pauses, overrideMs }: Session): number =>
  overrideMs ?? Math.max(0, (endedAt ?? startedAt) - startedAt - pauses.reduce((sum, { start, end }) => sum + end - start, 0));

/** What cannot be true of any member at any time. */
export const impossibleIn = ({ active, entries, days }: Picture): readonly string[] => {
  const worked = entries.reduce((sum, session) => sum + effective(session), 0);
  const counted = Object.values(days).reduce((sum, ms) => sum + ms, 0);
  return [
    ...(worked === counted ? [] : [`the days hold ${counted} ms and the entries ${worked} ms`]),
    ...entries.filter(({ endedAt }) => endedAt === null).map(({ id }) => `entry ${id} has not ended`),
    ...(active !== null && active.endedAt !== null ? [`${active.id} has ended and is active`] : []),
    ...(active !== null && entries.some(({ id }) => id === active.id) ? [`${active.id} is active and an entry`] : []),
    ...(new Set(entries.map(({ id }) => id)).size === entries.length ? [] : ['an entry is there twice']),
  ];
};
