import type { z } from 'zod';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { ApiDeps } from '../deps.js';
import { msOf } from '../present.js';
import type { EntryQuery } from '../schemas/entries.js';

const DAY = 86_400_000;
/** So much is read at once: what a page does not show is read for nothing. */
const STRETCH_MS = 92 * DAY;
const FROM_MS = 31 * DAY;

/** A place in the list: everything up to and with this entry was on pages before. */
const placeOf = ({ endedAt, id }: Session): string => `${endedAt ?? 0}.${id}`;

const isAfter = (session: Session, endedAt: number, id: string): boolean =>
  (session.endedAt ?? 0) > endedAt || (session.endedAt === endedAt && session.id > id);

const byPlace = (a: Session, b: Session): number => (a.endedAt ?? 0) - (b.endedAt ?? 0) || (a.id < b.id ? -1 : 1);

/** A page of the entries that ended in `[from, to)`, oldest first. Rejects with `StoreUnavailable`. */
export const entryPage = async (
  { space, user }: { readonly space: SpaceId; readonly user: UserId },
  query: z.output<typeof EntryQuery>,
  now: number,
  { timesheet }: Pick<ApiDeps, 'timesheet'>,
): Promise<{ readonly items: readonly Session[]; readonly next: string | null }> => {
  const to = query.to === undefined ? now + DAY : msOf(query.to);
  const from = query.from === undefined ? to - FROM_MS : msOf(query.from);
  const [, at = '', id = ''] = /^(\d+)\.(.*)$/.exec(query.cursor ?? '') ?? [];
  const since = query.cursor === undefined ? null : { endedAt: Number(at), id };
  const found: Session[] = [];
  for (let start = Math.max(from, since?.endedAt ?? from); start < to && found.length <= query.limit; start += STRETCH_MS) {
    const read = await timesheet.entries(space, user, start, Math.min(to, start + STRETCH_MS));
    const wanted = read.filter(
      (one) =>
        (since === null || isAfter(one, since.endedAt, since.id)) &&
        (query.category === undefined || one.category === query.category),
    );
    found.push(...wanted.toSorted(byPlace));
  }
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: found.length > query.limit && last !== undefined ? placeOf(last) : null };
};
