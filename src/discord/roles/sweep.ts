import { guildOf, type SpaceId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { configuredRoles } from '../../domain/roles.js';
import type { Spaces } from '../../engine/spaces.js';
import { StoreUnavailable, type GivenRoles, type Store } from '../../engine/store.js';
import { reasonOf } from '../errors.js';
import type { RoleProblems } from './problems.js';
import type { RoleReconciler } from './reconciler.js';

export interface SweepDeps {
  readonly store: Pick<Store, 'onTheClock'>;
  readonly given: Pick<GivenRoles, 'all'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly problems: RoleProblems;
  readonly reconciler: Pick<RoleReconciler, 'verify'>;
  readonly log: Logger;
}

/**
 * Has everyone concerned looked at: who is on the clock, and who has a role from us. So what went wrong, was missed while we were away, or
 * was changed by hand is mended; roles with a problem get one more try. Where there are no roles it still finds out who has left the guild.
 * `wanted`: may whoever asked for it still ask, when a member's turn comes?
 */
export const sweepSpace = async (deps: SweepDeps, space: SpaceId, wanted?: () => boolean): Promise<void> => {
  const guild = guildOf(space);
  if (guild === null) return;
  try {
    const config = await deps.spaces.get(space);
    if (config.settings.removedAt !== null) return;
    const [onTheClock, given] = await Promise.all([deps.store.onTheClock(space), deps.given.all(space)]);
    deps.problems.keepOnly(guild, new Set([...configuredRoles(config), ...[...given.values()].flat()]));
    deps.problems.probe(guild);
    for (const user of new Set([...onTheClock.map((row) => row.user), ...given.keys()]))
      deps.reconciler.verify(space, user, wanted);
  } catch (error) {
    const fields = { space, reason: reasonOf(error) };
    if (error instanceof StoreUnavailable) deps.log.info(fields, 'roles of a space could not be swept; Redis is away');
    else deps.log.error(fields, 'roles of a space could not be swept');
  }
};
