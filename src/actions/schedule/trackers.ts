import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, type SpaceId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { schedule, type StoredTracker } from '../../engine/documents/kinds/schedule.js';
import { TRACKER_PROPERTIES, type TrackerProperties } from '../../scheduler/source.js';
import type { Actor } from '../actor.js';
import type { Means } from '../means.js';
import { schedulePlace } from './settings.js';

/** Trackers of one person. */
export const TRACKERS_MAX = 5;

/** A table elsewhere that may be a tracker. */
export interface FoundTable {
  readonly id: string;
  readonly title: string;
}

/** Tables that the connection of a space reaches; implemented in src/integrations. */
export interface TrackerDesk {
  /** Those whose name has these words. A refusal when the space is not connected, or Notion does not answer. */
  tables(space: SpaceId, words: string): Promise<Result<readonly FoundTable[], DomainError>>;
  /** Whether a table has what is needed. TRACKER_PROPERTY_MISSING, TRACKER_PROPERTY_KIND, and what Notion refuses. */
  check(space: SpaceId, table: FoundTable, names: TrackerProperties): Promise<Result<void, DomainError>>;
}

/** What the properties of a tracker are called. */
export const namesOf = ({ properties }: Pick<StoredTracker, 'properties'>): TrackerProperties => ({
  ...TRACKER_PROPERTIES,
  ...properties,
});

const isRole = (word: string): word is keyof TrackerProperties => Object.hasOwn(TRACKER_PROPERTIES, word);

/** Reads `rank=Priority, due=Deadline, auto=-`: a name for each role, `-` for a property that is not there on purpose. Null when it is none. */
export const parseNames = (typed: string): Readonly<Record<string, string>> | null => {
  const names: Record<string, string> = {};
  for (const part of typed.split(/[,;]/)) {
    const [role = '', name = ''] = part.split('=').map((text) => text.trim());
    if (!isRole(role) || name === '' || name.length > 200) return null;
    names[role] = name === '-' ? '' : name;
  }
  // A task has a name, and its plan needs a place.
  return names['name'] === '' || names['scheduled'] === '' ? null : names;
};

const originOf = ({ user, id, occurredAt: at, source }: Pick<Actor, 'user' | 'id' | 'occurredAt' | 'source'>, event: string) => ({
  ...{ actor: user, requestId: id, at, event, source },
});

/** Its tasks are planned from now on, by the connection of the space that it was linked in; one that is known gets the names. TRACKERS_FULL with `max`. */
export const linkTracker = (
  who: Pick<Actor, 'user' | 'space' | 'id' | 'occurredAt' | 'source'>,
  { id, title }: FoundTable,
  properties: Readonly<Record<string, string>>,
  { documents }: Pick<Means, 'documents'>,
): Promise<Result<unknown, DomainError>> =>
  documents.of(schedule).update(schedulePlace(who.user), originOf(who, 'trackerLinked'), (kept) => {
    const known = kept.trackers.find((one) => one.id === id);
    if (known === undefined && kept.trackers.length >= TRACKERS_MAX)
      return err(domainError('TRACKERS_FULL', { max: TRACKERS_MAX }));
    const linked: StoredTracker = { pieces: [], ...known, id, title, space: who.space, properties };
    return ok({ ...kept, trackers: [...kept.trackers.filter((one) => one.id !== id), linked] });
  });

/** Its tasks are left alone from now on. TRACKER_NOT_FOUND with `input`. */
export const unlinkTracker = (
  who: Pick<Actor, 'user' | 'id' | 'occurredAt' | 'source'>,
  named: string,
  { documents }: Pick<Means, 'documents'>,
): Promise<Result<unknown, DomainError>> =>
  documents.of(schedule).update(schedulePlace(who.user), originOf(who, 'trackerUnlinked'), (kept) => {
    const left = kept.trackers.filter(({ id, title }) => id !== named && title !== named);
    return left.length === kept.trackers.length
      ? err(domainError('TRACKER_NOT_FOUND', { input: named.slice(0, 40) }))
      : ok({ ...kept, trackers: left });
  });

/** Keeps where split tasks of a tracker are planned. */
export const keepPieces = async (
  user: UserId,
  tracker: string,
  pieces: StoredTracker['pieces'],
  { documents, ids, clock }: Pick<Means, 'documents' | 'ids' | 'clock'>,
): Promise<Result<unknown, DomainError>> => {
  const origin = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'piecesPlanned', source: 'scheduler' };
  return documents
    .of(schedule)
    .update(schedulePlace(user), origin, (kept) =>
      ok({ ...kept, trackers: kept.trackers.map((one) => (one.id === tracker ? { ...one, pieces } : one)) }),
    );
};
