import { LRUCache } from 'lru-cache';
import { domainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { SingleFlight } from '../cache/single-flight.js';
import { CorruptData } from '../codec/blob.js';
import type { ConfigStore } from '../redis/config-store.js';
import type { Spaces } from '../spaces.js';
import { LaneFull, StoreUnavailable } from '../store.js';
import { decodeConfig, encodeConfig } from './config-codec.js';
import { noShelf, type Shelf } from './shelf.js';

export interface CachedSpaces extends Spaces {
  /** Another process stored this version. */
  changed(space: SpaceId, version: number): void;
  erased(space: SpaceId): void;
  suspect(): void;
}

export interface SpacesOptions {
  readonly store: ConfigStore;
  /** Puts a write on the `normal` lane, in the order of its space. */
  readonly enqueue: <T>(space: SpaceId, task: () => Promise<T>) => Promise<T>;
  /** The configuration of a space that has none stored; its version must be 0. */
  readonly defaults: (space: SpaceId) => SpaceConfig;
  readonly trusted: () => boolean;
  /** Spaces held. */
  readonly max: number;
  /** Asked when Redis is away and nothing is held. */
  readonly shelf?: Shelf;
}

interface Held {
  readonly config: SpaceConfig;
  readonly generation: number;
}

const ATTEMPTS = 3;
/** A generation that no entry of the present one has. */
const NEVER = -1;

/**
 * Settings and categories, read through L1 and written by compare-and-set. While Redis is away, L1 answers with what it has, and after a
 * restart what was kept on the disk.
 */
export const createSpaces = ({ store, enqueue, defaults, trusted, max, shelf = noShelf }: SpacesOptions): CachedSpaces => {
  const l1 = new LRUCache<SpaceId, Held>({ max });
  const flights = new SingleFlight<SpaceConfig>();
  /** Versions that other processes told of, before which nothing is kept: their message may overtake an answer of ours. */
  const floors = new LRUCache<SpaceId, number>({ max });
  let generation = 0;

  const keep = (space: SpaceId, config: SpaceConfig): void => {
    if (config.version < (floors.get(space) ?? 0)) return;
    l1.set(space, { config, generation });
    if (config.version > 0) shelf.put(space, config.version, () => encodeConfig(config));
  };
  const decode = (space: SpaceId, value: Buffer | null): SpaceConfig => (value === null ? defaults(space) : decodeConfig(value));
  const read = (space: SpaceId): Promise<SpaceConfig> =>
    flights.run(
      space,
      async () => decode(space, await store.read(space)),
      (config) => keep(space, config),
    );

  const loaded = (space: SpaceId): SpaceConfig | undefined => {
    const held = l1.get(space);
    return held?.generation === generation && trusted() ? held.config : undefined;
  };
  const get = async (space: SpaceId): Promise<SpaceConfig> => {
    const held = l1.get(space);
    if (held?.generation === generation && trusted()) return held.config;
    try {
      return await read(space);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      const known = held?.config ?? (await fromShelf(space));
      if (known === undefined) throw error;
      return known;
    }
  };
  /** Held from then on, but never as fresh. */
  const fromShelf = async (space: SpaceId): Promise<SpaceConfig | undefined> => {
    const value = await shelf.read(space);
    if (value === null) return undefined;
    try {
      const config = decodeConfig(value);
      if (!l1.has(space)) l1.set(space, { config, generation: NEVER });
      return config;
    } catch (error) {
      if (error instanceof CorruptData) return undefined;
      throw error;
    }
  };

  const update: Spaces['update'] = async (space, by, change) => {
    try {
      let config = await read(space);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const decided = change(config);
        if (!decided.ok) return decided;
        if (decided.value === config && config.version > 0) return ok(config);
        const next = { ...decided.value, version: config.version + 1 };
        const before = config.version === 0 ? null : encodeConfig(config);
        const expectedVersion = config.version;
        const { kind, value } = await enqueue(space, () =>
          store.write(space, { ...by, expectedVersion, value: encodeConfig(next), before }),
        );
        flights.detach(space);
        config = decode(space, value);
        keep(space, config);
        if (kind !== 'conflict') return ok(config);
      }
      return err(domainError('TOO_MANY_CONFLICTS'));
    } catch (error) {
      if (error instanceof StoreUnavailable) {
        // It may have been stored: what is here is not known to be fresh, but still an answer while Redis is away.
        const held = l1.peek(space);
        if (held !== undefined && error.maybeApplied) l1.set(space, { config: held.config, generation: NEVER });
        return err(domainError(error.maybeApplied ? 'COMMIT_UNCERTAIN' : 'STORE_UNAVAILABLE'));
      }
      if (error instanceof LaneFull) return err(domainError('OVERLOADED'));
      throw error;
    }
  };

  return {
    get,
    loaded,
    update,
    changed: (space, version) => {
      flights.detach(space);
      floors.set(space, version);
      if ((l1.peek(space)?.config.version ?? version) < version) l1.delete(space);
    },
    erased: (space) => {
      flights.detach(space);
      floors.delete(space);
      l1.delete(space);
      shelf.forget(space);
    },
    suspect: () => {
      generation += 1;
      flights.abandonAll();
    },
  };
};
