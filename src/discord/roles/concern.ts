import { configuredRoles } from '../../domain/roles.js';
import { guildOf, type SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { GivenRoles } from '../../engine/given-roles.js';
import type { Spaces } from '../../engine/spaces.js';
import type { Concern } from '../desired/definition.js';

/** How long a space is taken to have nobody with a role of ours, ms. Should another process give one meanwhile, a sweep takes it. */
const NOBODY_FOR_MS = 60_000;
const SPACES_REMEMBERED = 10_000;

/**
 * Has a space roles to give, or somebody who has one from us? Most spaces have neither; for those, every click would ask Redis in vain. A
 * person's own space has none.
 */
export const createRoleConcern = (deps: {
  readonly spaces: Pick<Spaces, 'get' | 'loaded'>;
  readonly given: Pick<GivenRoles, 'all'>;
  readonly clock: Pick<Clock, 'monotonic'>;
}): Concern => {
  const { spaces, given, clock } = deps;
  const looks = new Map<SpaceId, Look>();
  const givers = new WeakMap<SpaceConfig, boolean>();

  const gives = (config: SpaceConfig): boolean => {
    const known = givers.get(config);
    if (known !== undefined) return known;
    const found = configuredRoles(config).size > 0;
    givers.set(config, found);
    return found;
  };

  const look = (space: SpaceId): Promise<boolean> => {
    const somebody = given.all(space).then((all) => (looked.found = all.size > 0));
    const looked: Look = { somebody, found: undefined, until: clock.monotonic() + NOBODY_FOR_MS };
    if (looks.size >= SPACES_REMEMBERED) looks.clear();
    looks.set(space, looked);
    somebody.catch(() => {
      if (looks.get(space) === looked) looks.delete(space);
    });
    return somebody;
  };

  const lastLook = (space: SpaceId): Look | undefined => {
    const last = looks.get(space);
    return last !== undefined && last.until > clock.monotonic() ? last : undefined;
  };

  return {
    async of(space) {
      if (guildOf(space) === null) return false;
      if (gives(await spaces.get(space))) return true;
      return lastLook(space)?.somebody ?? look(space);
    },
    known(space) {
      if (guildOf(space) === null) return false;
      const config = spaces.loaded(space);
      if (config === undefined) return undefined;
      return gives(config) || lastLook(space)?.found;
    },
    forget: (space) => void looks.delete(space),
  };
};

interface Look {
  readonly somebody: Promise<boolean>;
  /** What `somebody` resolved with. */
  found: boolean | undefined;
  /** Monotonic ms. */
  readonly until: number;
}
