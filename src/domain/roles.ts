import type { RoleId } from './ids.js';
import type { MemberState } from './session.js';
import type { SpaceConfig } from './space.js';

const present = (roles: readonly (RoleId | null | undefined)[]): ReadonlySet<RoleId> =>
  new Set(roles.filter((role) => role !== null && role !== undefined));

/**
 * The roles of ours that a member should have now. On the clock: the space's on-role and the category's. Paused: the break role instead
 * of them when there is one, else nothing changes. Off the clock, or after the bot was removed: none.
 */
export const desiredRoles = (config: SpaceConfig, state: Pick<MemberState, 'active'>): ReadonlySet<RoleId> => {
  const { settings, categories } = config;
  const { active } = state;
  if (active === null || settings.removedAt !== null) return new Set();
  if (active.status === 'PAUSED' && settings.breakRole !== null) return present([settings.breakRole]);
  return present([settings.onRole, categories.find((category) => category.id === active.category)?.role]);
};

/** Every role that the space's configuration may give, archived categories included. */
export const configuredRoles = (config: SpaceConfig): ReadonlySet<RoleId> =>
  present([config.settings.onRole, config.settings.breakRole, ...config.categories.map((category) => category.role)]);
