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
 * Has everyone concerned looked at: who is on the clock, where that gives a role, and who has one from us. So what went wrong, was missed while we were away, or
 * was changed by hand is mended; roles with a problem get one more try.
 * `wanted`: may whoever asked for it still ask, when a member's turn comes?
 */
export const sweepSpace = async (deps: SweepDeps, space: SpaceId, wanted?: () => boolean): Promise<void> => {
  const guild = guildOf(space);
  if (guild === null) return;
  try {
    const config = await deps.spaces.get(space);
    if (config.settings.removedAt !== null) return;
    const [onTheClock, given] = await Promise.all([deps.store.onTheClock(space), deps.given.all(space)]);
    const configured = configuredRoles(config);
    deps.problems.keepOnly(guild, new Set([...configured, ...[...given.values()].flat()]));
    deps.problems.probe(guild);
    // Where no role is to be given, only those who still have one from us are of interest.
    const due = configured.size > 0 ? onTheClock.map((row) => row.user) : [];
    for (const user of new Set([...due, ...given.keys()])) deps.reconciler.verify(space, user, wanted);
  } catch (error) {
    const fields = { space, reason: reasonOf(error) };
    if (error instanceof StoreUnavailable) deps.log.info(fields, 'roles of a space could not be swept; Redis is away');
    else deps.log.error(fields, 'roles of a space could not be swept');
  }
};
