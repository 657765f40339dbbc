import type { Capability, Given, Grant, Grants } from './capabilities.js';
import { domainError, type DomainError } from './errors.js';
import type { RoleId, UserId } from './ids.js';
import { err, ok, type Result } from './result.js';

/** `clear`: as the defaults say. */
export const GRANT_WAYS = ['allow', 'deny', 'clear'] as const;
export type GrantWay = (typeof GRANT_WAYS)[number];

/** Roles, and members, in one list: as many as a menu on a message shows as selected. */
export const GIVEN_MAX = 25;

const NOBODY: Given = { roles: [], members: [] };
const NONE: Grant = { allow: NOBODY, deny: NOBODY };

export const grantOf = (grants: Grants, capability: Capability): Grant => grants[capability] ?? NONE;

const without = ({ roles, members }: Given, taken: Given): Given => ({
  roles: roles.filter((role) => !taken.roles.includes(role)),
  members: members.filter((member) => !taken.members.includes(member)),
});

const joined = (given: Given, more: Given): Given => ({
  roles: [...new Set([...given.roles, ...more.roles])],
  members: [...new Set([...given.members, ...more.members])],
});

const isEmpty = ({ roles, members }: Given): boolean => roles.length === 0 && members.length === 0;

/** What is as the defaults say is not kept. GRANT_LIMIT_REACHED with `max`. */
const stored = (grants: Grants, capability: Capability, grant: Grant): Result<Grants, DomainError> => {
  const lists = [grant.allow.roles, grant.allow.members, grant.deny.roles, grant.deny.members];
  if (lists.some(({ length }) => length > GIVEN_MAX)) return err(domainError('GRANT_LIMIT_REACHED', { max: GIVEN_MAX }));
  const { [capability]: _before, ...others } = grants;
  return ok(isEmpty(grant.allow) && isEmpty(grant.deny) ? others : { ...others, [capability]: grant });
};

/**
 * Gives a capability to these roles and members, or denies it, or takes them out of both lists. Nobody stands in both: the last word counts.
 * GRANT_LIMIT_REACHED with `max`.
 */
export const withGrant = (grants: Grants, capability: Capability, way: GrantWay, who: Given): Result<Grants, DomainError> => {
  const before = grantOf(grants, capability);
  const cleared = { allow: without(before.allow, who), deny: without(before.deny, who) };
  return stored(grants, capability, way === 'clear' ? cleared : { ...cleared, [way]: joined(cleared[way], who) });
};

/** The roles, or the members, of one list, as a menu says them. */
export type GivenList =
  | { readonly way: 'allow' | 'deny'; readonly roles: readonly RoleId[] }
  | { readonly way: 'allow' | 'deny'; readonly members: readonly UserId[] };

/** The grants with one list as it was selected; who is in it is no longer in the opposite one. GRANT_LIMIT_REACHED with `max`. */
export const withList = (grants: Grants, capability: Capability, list: GivenList): Result<Grants, DomainError> => {
  const before = grantOf(grants, capability);
  const who: Given = 'roles' in list ? { roles: list.roles, members: [] } : { roles: [], members: list.members };
  const own: Given =
    'roles' in list ? { ...before[list.way], roles: list.roles } : { ...before[list.way], members: list.members };
  const opposite = list.way === 'allow' ? 'deny' : 'allow';
  return stored(grants, capability, { ...before, [opposite]: without(before[opposite], who), [list.way]: own });
};
