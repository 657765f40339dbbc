import type { RoleId, UserId } from './ids.js';
import { hasManageGuild, hasPermission, PERMISSION } from './permissions.js';

/** What members of a server may or may not do. */
export const CAPABILITIES = [
  'clockIn',
  'seeOthers',
  'editOthers',
  'approve',
  'forceClockOut',
  'exportOthers',
  'seeInsights',
  'manageCategories',
  'manageSettings',
  'manageDashboards',
  'manageMembers',
  'seeSystem',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** Roles and members that a capability is given to, or denied to. */
export interface Given {
  readonly roles: readonly RoleId[];
  readonly members: readonly UserId[];
}

export interface Grant {
  readonly allow: Given;
  readonly deny: Given;
}

/** Beyond the defaults; what is not in here is as the defaults say. */
export type Grants = Readonly<Partial<Record<Capability, Grant>>>;

export interface Asker {
  readonly user: UserId;
  readonly roles: ReadonlySet<RoleId>;
  /** The role that every member of the server has (its id is that of the server); null in a person's own space. */
  readonly everyone: RoleId | null;
  /** Discord's permission bits of the member; null in a person's own space. */
  readonly permissions: bigint | null;
}

/** What decided: each has a sentence in the locales (`permissions.because.<reason>`). */
export type Because =
  /** It is the person's own space. */
  | 'ownSpace'
  /** The owner, and whoever may do everything in Discord, cannot be locked out. */
  | 'administrator'
  | 'memberDenied'
  | 'roleDenied'
  | 'memberAllowed'
  | 'roleAllowed'
  /** What was given or denied to `@everyone`. */
  | 'everyoneDenied'
  | 'everyoneAllowed'
  /** Discord's own permission "Manage Server". */
  | 'manageServer'
  /** Everybody may by default. */
  | 'everybody'
  | 'nobodySaidSo';

export interface Access {
  readonly allowed: boolean;
  readonly because: Because;
  /** The role that decided, where one did. */
  readonly role?: RoleId;
}

/** What everybody may unless denied; the rest is for those with "Manage Server", unless given. */
const FOR_EVERYBODY: ReadonlySet<Capability> = new Set(['clockIn']);

/** May everybody by default? */
export const isForEverybody = (capability: Capability): boolean => FOR_EVERYBODY.has(capability);

export const isCapability = (text: string): text is Capability => CAPABILITIES.some((one) => one === text);

const NOBODY: Given = { roles: [], members: [] };

/**
 * May somebody do this? Among the members and roles that are named, deny beats allow, and both beat the defaults. What is said of `@everyone` is
 * such a default: a server that denies it to `@everyone` and allows it to one role has given it to that role alone. Whoever may do everything
 * in Discord (the owner among them) is never locked out.
 */
export const accessOf = ({ user, roles, everyone, permissions }: Asker, capability: Capability, grants: Grants): Access => {
  if (permissions === null) return { allowed: true, because: 'ownSpace' };
  if (hasPermission(permissions, PERMISSION.administrator)) return { allowed: true, because: 'administrator' };
  const { allow = NOBODY, deny = NOBODY } = grants[capability] ?? {};
  const ownOf = (given: Given): RoleId | undefined => given.roles.find((role) => role !== everyone && roles.has(role));
  if (deny.members.includes(user)) return { allowed: false, because: 'memberDenied' };
  const denied = ownOf(deny);
  if (denied !== undefined) return { allowed: false, because: 'roleDenied', role: denied };
  if (allow.members.includes(user)) return { allowed: true, because: 'memberAllowed' };
  const allowed = ownOf(allow);
  if (allowed !== undefined) return { allowed: true, because: 'roleAllowed', role: allowed };
  if (everyone !== null && deny.roles.includes(everyone)) return { allowed: false, because: 'everyoneDenied' };
  if (everyone !== null && allow.roles.includes(everyone)) return { allowed: true, because: 'everyoneAllowed' };
  if (isForEverybody(capability)) return { allowed: true, because: 'everybody' };
  return hasManageGuild(permissions) ? { allowed: true, because: 'manageServer' } : { allowed: false, because: 'nobodySaidSo' };
};
