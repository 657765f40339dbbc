import type { RequestId, SpaceId, UserId } from '../../domain/ids.js';
import { memberKey } from './member-key.js';
import { StoreUnavailable, type Store } from '../store.js';

interface Confirmed {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly requestId: RequestId;
  /** ms, as the request said it. */
  readonly askedAt: number;
}

/** Questions on their way at once. */
const WIDTH = 100;

/**
 * The newest change of each space that the store confirmed to this process. Redis keeps a prefix of its history, and all of a space lies in one
 * place: when it knows the newest, it has lost nothing of the space, and nobody has to look through ten minutes of journal for it.
 */
export class Newest {
  /** By space; by member where it is not known which of them came last: those of other processes, and replays. */
  readonly #known = new Map<string, Confirmed & { readonly at: number }>();

  /** `at`: ms of the journal's time. */
  confirmed({ space, user, requestId, askedAt }: Confirmed, at: number): void {
    this.#known.set(space, { space, user, requestId, askedAt, at });
  }

  /** The store has it, since when is not known: it may be newer than what was confirmed last, or older. */
  replayed({ space, user, requestId, askedAt }: Confirmed, at: number): void {
    this.#known.set(memberKey(space, user), { space, user, requestId, askedAt, at });
  }

  /**
   * Changes that the store had confirmed to processes whose journals we took over, each member's oldest first. Which it confirmed last of a
   * space is not known, so that the last one of each member is asked for. Ours may be older or newer.
   */
  takenOver(records: readonly (Confirmed & { readonly journaledAt: number })[]): void {
    for (const record of records) this.replayed(record, record.journaledAt);
  }

  /** Spaces of which the store lacks the newest change, or would not say; what was confirmed before `since` (ms of the journal's time) is forgotten. */
  async missing(store: Pick<Store, 'wasApplied'>, since: number): Promise<ReadonlySet<SpaceId>> {
    for (const [key, { at }] of this.#known) if (at < since) this.#known.delete(key);
    const missing = new Set<SpaceId>();
    const all = [...this.#known.values()].values();
    const ask = async (): Promise<void> => {
      for (const { space, user, requestId, askedAt } of all) {
        const isThere = await store.wasApplied(space, user, requestId, askedAt).catch((error: unknown) => {
          if (error instanceof StoreUnavailable) return false;
          throw error;
        });
        if (!isThere) missing.add(space);
      }
    };
    await Promise.all(Array.from({ length: WIDTH }, ask));
    return missing;
  }
}
