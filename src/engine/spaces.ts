import type { DomainError } from '../domain/errors.js';
import type { SpaceId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import type { ChangeOrigin } from './documents-api.js';

/** Settings and categories of spaces: read through L1, written by compare-and-set on the `normal` lane. */
export interface Spaces {
  /**
   * The stored configuration, or the default one (not yet stored) of a new space. While Redis is away: what is cached, or what was kept on the
   * disk. Rejects with `StoreUnavailable` only when there is neither.
   */
  get(space: SpaceId): Promise<SpaceConfig>;
  /** What `get` would resolve with, when it needs no Redis for it. */
  loaded(space: SpaceId): SpaceConfig | undefined;
  /**
   * Loads, lets `change` decide (pure; called again after a conflict, three times at most), and stores with a ledger row.
   * Returns the stored configuration, or `change`'s refusal. When `change` gives back what it was given, nothing is written, unless it is the
   * default one: that is stored as it is.
   */
  update(
    space: SpaceId,
    by: ChangeOrigin,
    change: (config: SpaceConfig) => Result<SpaceConfig, DomainError>,
  ): Promise<Result<SpaceConfig, DomainError>>;
}
