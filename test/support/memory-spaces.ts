import { defaultConfig } from '../../src/domain/defaults.js';
import type { RequestId, SpaceId } from '../../src/domain/ids.js';
import { splitVersion } from '../../src/engine/codec/versioned.js';
import type { ConfigStore, ConfigWrite } from '../../src/engine/redis/config-store.js';
import { createSpaces, type CachedSpaces } from '../../src/engine/spaces/spaces.js';
import { StoreUnavailable } from '../../src/engine/store.js';

/** Stored configurations in memory: compare-and-set by version, each request once, as the script in Redis does it. */
export class MemoryConfigStore implements ConfigStore {
  /** Every call rejects, as while Redis is away. */
  offline = false;
  /** Events of the writes that were taken, in order. */
  readonly events: string[] = [];
  readonly #values = new Map<SpaceId, Buffer>();
  readonly #requests = new Set<RequestId>();

  read(space: SpaceId): Promise<Buffer | null> {
    if (this.offline) return Promise.reject(new StoreUnavailable('redis is away', { maybeApplied: false }));
    return Promise.resolve(this.#values.get(space) ?? null);
  }

  async write(space: SpaceId, { requestId, expectedVersion, value, event }: ConfigWrite) {
    const stands = await this.read(space);
    if (this.#requests.has(requestId)) return { kind: 'replay' as const, value: stands };
    const version = stands === null ? 0 : splitVersion(stands, 'configuration').version;
    if (version !== expectedVersion) return { kind: 'conflict' as const, value: stands };
    this.#requests.add(requestId);
    this.#values.set(space, value);
    this.events.push(event);
    return { kind: 'ok' as const, value };
  }
}

/** The engine's own `Spaces` over such a store; a space that has nothing stored is English and in UTC. */
export const memorySpaces = (store: MemoryConfigStore): CachedSpaces =>
  createSpaces({
    store,
    enqueue: (_space, task) => task(),
    defaults: (space) => defaultConfig(space, { locale: 'en', timeZone: 'UTC' }),
    trusted: () => !store.offline,
    max: 100,
  });
