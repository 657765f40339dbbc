import { ENTRIES_MAX } from '../../domain/commands.js';
import { countingOf, type Counting } from '../../domain/counting.js';
import type { DomainError } from '../../domain/errors.js';
import { requestId, type RequestId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Clock, Ids, Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Corrections } from '../api.js';
import type { Documents } from '../documents-api.js';
import { recount as recounts } from '../documents/kinds/recount-progress.js';
import type { Leader } from '../lease/lease.js';
import type { Spaces } from '../spaces.js';
import { StoreUnavailable, type Store } from '../store.js';
import { movedBy } from './moved.js';

/** What a recount moves, or has moved. */
export interface RecountTotals {
  /** Members with entries that are booked anew. */
  readonly members: number;
  readonly entries: number;
  /** Time that counts for another day, ms. What a member worked in all stays. */
  readonly movedMs: number;
}

/**
 * Books the entries of a space anew, in the way in which the space counts now: in the background, one member at a time, each change an ordinary
 * commit, so boards and totals follow. Entries that are counted like that already are left alone, so it can be begun again at any point.
 */
export interface Recount {
  /**
   * What would move; nothing is changed. Rejects with StoreUnavailable.
   * @param counting how the space would count; as it counts now unless told
   */
  preview(space: SpaceId, counting?: Counting): Promise<RecountTotals>;
  /** Notes that the space is to be recounted, and begins. How far it is stands in the document `recount`. */
  begin(
    space: SpaceId,
    by: { readonly actor: UserId | null; readonly requestId: RequestId; readonly at: number },
  ): Promise<Result<null, DomainError>>;
  /** Goes on with all recounts that are noted, if this is the process that may. Answers how many spaces are done. Rejects with StoreUnavailable. */
  resume(): Promise<number>;
}

export interface RecountParts {
  readonly store: Pick<Store, 'entries' | 'members' | 'spaces'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly documents: Documents;
  readonly corrections: Pick<Corrections, 'recount'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Who goes on with what is noted; without one everybody may. */
  readonly leader?: Pick<Leader, 'confirm'> | undefined;
}

/** How often it is noted how far a recount is, for people who look: each time is a row of the ledger. */
const NOTED_EVERY_MS = 10_000;

const NOTHING: RecountTotals = { members: 0, entries: 0, movedMs: 0 };

export const createRecount = (parts: RecountParts): Recount => {
  const { store, spaces, documents, corrections, clock, ids, log, leader } = parts;
  const notes = documents.of(recounts);
  const wayOf = async (space: SpaceId): Promise<Counting> => countingOf((await spaces.get(space)).settings);
  const entriesOf = (space: SpaceId, user: UserId) => store.entries(space, user, -Infinity, Infinity);

  /** A member's entries, in as many changes as it takes. Answers null when it has to be gone on with another time. */
  const recountMember = async (space: SpaceId, user: UserId, actor: UserId | null): Promise<RecountTotals | null> => {
    const counting = await wayOf(space);
    const { entries } = movedBy(await entriesOf(space, user), counting);
    let total = NOTHING;
    for (let from = 0; from < entries.length; from += ENTRIES_MAX) {
      const some = entries.slice(from, from + ENTRIES_MAX);
      const sessions = some.map(({ id }) => id);
      const request = { space, user, requestId: requestId(ids.next()), at: clock.now(), actor, source: 'recount' };
      const done = await corrections.recount({ ...request, sessions });
      if (done.ok) total = plus(total, { members: 0, entries: some.length, movedMs: movedBy(some, counting).movedMs });
      // Else somebody else did it meanwhile and counts it, or they are gone.
      else if (done.error.code !== 'NOTHING_TO_CHANGE') {
        log.warn({ space, user, code: done.error.code }, 'a recount goes on another time');
        return null;
      }
    }
    return total.entries === 0 ? NOTHING : { ...total, members: 1 };
  };

  const by = (event: string) => ({ actor: null, requestId: requestId(ids.next()), at: clock.now(), event, source: 'recount' });

  /** Adds to the note what was done since the last time. */
  const note = (space: SpaceId, event: string, { entries, movedMs }: RecountTotals, isRunning: boolean) =>
    notes.update(space, by(event), (now) =>
      ok({ ...now, isRunning, entries: now.entries + entries, movedMs: now.movedMs + movedMs }),
    );

  const run = async (space: SpaceId): Promise<boolean> => {
    const { actor } = await notes.get(space);
    let total = NOTHING;
    let unnoted = NOTHING;
    let notedAt = clock.now();
    for await (const user of store.members(space)) {
      const done = await recountMember(space, user, actor);
      if (done === null) return false;
      total = plus(total, done);
      unnoted = plus(unnoted, done);
      if (unnoted.entries === 0 || clock.now() - notedAt < NOTED_EVERY_MS) continue;
      await note(space, 'recountGoesOn', unnoted, true);
      unnoted = NOTHING;
      notedAt = clock.now();
    }
    await note(space, 'recountDone', unnoted, false);
    log.info({ space, ...total }, 'the entries of a space were booked anew');
    return true;
  };

  return {
    preview: async (space, counting) => {
      const usual = await wayOf(space);
      let total = NOTHING;
      for await (const user of store.members(space)) {
        const { entries, movedMs } = movedBy(await entriesOf(space, user), counting ?? usual, usual);
        if (entries.length > 0) total = plus(total, { members: 1, entries: entries.length, movedMs });
      }
      return total;
    },
    begin: async (space, { actor, requestId: request, at }) => {
      const asked = { isRunning: true, askedAt: at, actor, entries: 0, movedMs: 0 };
      const noted = await notes.update(space, { actor, requestId: request, at, event: 'recountBegun' }, (note) =>
        ok({ ...note, ...asked }),
      );
      if (!noted.ok) return err(noted.error);
      run(space).catch((error: unknown) => {
        if (error instanceof StoreUnavailable) log.warn({ space }, 'a recount goes on another time');
        else log.error({ err: error, space }, 'a recount failed, and is tried another time');
      });
      return ok(null);
    },
    resume: async () => {
      let done = 0;
      if (leader !== undefined && !(await leader.confirm())) return done;
      for (const space of await store.spaces()) {
        if (!(await notes.get(space)).isRunning) continue;
        if (await run(space)) done += 1;
      }
      return done;
    },
  };
};

const plus = (a: RecountTotals, b: RecountTotals): RecountTotals => ({
  members: a.members + b.members,
  entries: a.entries + b.entries,
  movedMs: a.movedMs + b.movedMs,
});
