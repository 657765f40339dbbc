import { guildOf, guildSpace, roleId, userId, type RoleId, type SessionId, type SpaceId, type UserId } from '../domain/ids.js';
import { lostRole } from '../domain/lost-role.js';
import { delay, type Clock, type Logger } from '../domain/ports.js';
import type { MemberState } from '../domain/session.js';
import { clockedAt } from '../domain/still-working.js';
import type { Spaces } from '../engine/spaces.js';
import type { CachedStore } from '../engine/store.js';
import { reasonOf } from './errors.js';
import type { GuildReader } from './guilds/facts.js';
import type { SignsOfLife } from './signs-of-life.js';

/** What the engine does when a member has lost the role that the category of their session requires. */
export interface RoleLossPort {
  /** End this session, if it is still the one on the clock, at `endedAt` (ms) with reason `role_lost`. May be called again. */
  roleLost(space: SpaceId, user: UserId, session: SessionId, endedAt: number): Promise<void>;
}

/** Watches that members on the clock have the role that their category requires. Nothing rejects. */
export interface RequiredRoles {
  /** Discord says at this moment which roles the member has: a session without its role ends now. */
  changed(guild: string, user: string, roles: readonly string[]): Promise<void>;
  /** Discord was asked: a role that is missing was lost at some time, and the session ends at the last proof of presence. */
  found(space: SpaceId, user: UserId, roles: ReadonlySet<RoleId>): Promise<void>;
  /**
   * An interaction says which roles the member has, before it is known as a proof of presence. Null when there is nothing to do, as far as it is in memory:
   * a click waits for nothing else, and for this not long: should Discord not answer, the next sweep finds out.
   */
  clicked(space: SpaceId, user: UserId, roles: readonly string[]): Promise<void> | null;
}

/** Of the three seconds that Discord gives a click, ms. */
const CLICK_WAITS_MS = 1_000;

const SNOWFLAKE = /^\d{1,20}$/;
const rolesOf = (roles: readonly string[]): ReadonlySet<RoleId> => new Set(roles.filter((id) => SNOWFLAKE.test(id)).map(roleId));

export const createRequiredRoles = (deps: {
  readonly port: RoleLossPort;
  readonly store: Pick<CachedStore, 'load' | 'loaded'>;
  readonly spaces: Pick<Spaces, 'get' | 'loaded'>;
  readonly guilds: GuildReader;
  readonly presence: Pick<SignsOfLife, 'last'>;
  readonly clock: Clock;
  readonly log: Logger;
}): RequiredRoles => {
  const { port, store, spaces, guilds, presence, clock, log } = deps;

  /**
   * Whoever deletes a role takes it from everybody: that ends nobody's session. One that was there lately is asked for anew, since it may have been deleted just
   * now; one that was not costs its former members nothing.
   */
  const isThere = async (space: SpaceId, role: RoleId): Promise<boolean> => {
    const guild = guildOf(space);
    if (guild === null) return false;
    const knows = async (): Promise<boolean> => (await guilds.facts(guild)).roles.some(({ id }) => id === role);
    if (!(await knows())) return false;
    guilds.forget(guild);
    return knows();
  };

  /** @param proof the last proof of presence, ms, or the moment of the loss where that is known */
  const check = async (
    space: SpaceId,
    user: UserId,
    { active }: MemberState,
    roles: ReadonlySet<RoleId>,
    proof: number,
  ): Promise<void> => {
    if (active === null) return;
    const role = lostRole(active, await spaces.get(space), roles);
    if (role === null) return;
    const endedAt = Math.max(clockedAt(active), proof);
    if (await isThere(space, role)) await port.roleLost(space, user, active.id, endedAt);
  };

  const quietly = async (space: SpaceId, looking: () => Promise<void>): Promise<void> => {
    try {
      await looking();
    } catch (error) {
      log.info(
        { space, reason: reasonOf(error) },
        'the next sweep finds out whether a member has lost the role of their category',
      );
    }
  };

  return {
    changed(guild, user, roles) {
      const space = guildSpace(guild);
      const now = clock.now();
      return quietly(space, async () => check(space, userId(user), await store.load(space, userId(user)), rolesOf(roles), now));
    },
    found: (space, user, roles) =>
      quietly(space, async () => {
        const proof = await presence.last(space, user);
        await check(space, user, await store.load(space, user), roles, proof);
      }),
    clicked(space, user, given) {
      const [state, config] = [store.loaded(space, user), spaces.loaded(space)];
      if (state === undefined || config === undefined || state.active === null) return null;
      const roles = rolesOf(given);
      if (lostRole(state.active, config, roles) === null) return null;
      const checked = quietly(space, async () => {
        // Asked for in this moment: the click itself becomes known as a proof after it.
        const proof = presence.last(space, user);
        await check(space, user, state, roles, await proof);
      });
      return Promise.race([checked, delay(clock, CLICK_WAITS_MS)]);
    },
  };
};
