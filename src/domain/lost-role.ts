import type { RoleId } from './ids.js';
import { configuredRoles } from './roles.js';
import type { Session } from './session.js';
import type { SpaceConfig } from './space.js';

/**
 * The role that the category of a session requires and its member does not have any more; null when nothing is missing. A requirement that was set after the
 * session began is none for it: nobody loses a role by that, and a change of one category must not end the sessions of a whole team. Neither is a role
 * that the bot gives and takes itself.
 */
export const lostRole = (
  { category, startedAt }: Pick<Session, 'category' | 'startedAt'>,
  config: SpaceConfig,
  roles: ReadonlySet<RoleId>,
): RoleId | null => {
  const found = config.categories.find(({ id }) => id === category);
  const requires = found?.requires ?? null;
  if (requires === null || roles.has(requires) || configuredRoles(config).has(requires)) return null;
  return startedAt >= (found?.requiresSince ?? 0) ? requires : null;
};
