import { configuredRoles } from '../../domain/roles.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Spaces } from '../../engine/spaces.js';
import type { GivenRoles } from '../../engine/store.js';

/** How long a space is taken to have nobody with a role of ours, ms. Should another process give one meanwhile, a sweep takes it. */
const NOBODY_FOR_MS = 60_000;
const SPACES_REMEMBERED = 10_000;

/** Tells where changes of members' states matter for roles. */
export interface RoleConcern {
  /** Has this space roles to give, or somebody who has one from us? Rejects with StoreUnavailable. */
  of(space: SpaceId): Promise<boolean>;
  /** Somebody's roles were seen to here, so that this may be different now. */
  forget(space: SpaceId): void;
}

/** Most spaces give no roles at all; for those, every click would ask Redis in vain. */
export const createRoleConcern = (deps: {
  readonly spaces: Pick<Spaces, 'get'>;
  readonly given: Pick<GivenRoles, 'all'>;
  readonly clock: Pick<Clock, 'monotonic'>;
}): RoleConcern => {
  const { spaces, given, clock } = deps;
  const looks = new Map<SpaceId, { readonly somebody: Promise<boolean>; readonly until: number }>();
  const givers = new WeakMap<SpaceConfig, boolean>();

  const gives = (config: SpaceConfig): boolean => {
    const known = givers.get(config);
    if (known !== undefined) return known;
    const found = configuredRoles(config).size > 0;
    givers.set(config, found);
    return found;
  };

  const look = (space: SpaceId): Promise<boolean> => {
    const somebody = given.all(space).then((all) => all.size > 0);
    if (looks.size >= SPACES_REMEMBERED) looks.clear();
    const looked = { somebody, until: clock.monotonic() + NOBODY_FOR_MS };
    looks.set(space, looked);
    somebody.catch(() => {
      if (looks.get(space) === looked) looks.delete(space);
    });
    return somebody;
  };

  return {
    async of(space) {
      if (gives(await spaces.get(space))) return true;
      const last = looks.get(space);
      return last !== undefined && last.until > clock.monotonic() ? last.somebody : look(space);
    },
    forget: (space) => void looks.delete(space),
  };
};
