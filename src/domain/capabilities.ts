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

/** Who must not clock in for a while. */
export interface Suspension {
  readonly member: UserId;
  readonly reason: string;
  readonly by: UserId;
  /** ms */
  readonly at: number;
  /** Until when, ms; null: until somebody ends it. */
  readonly until: number | null;
}

export interface Asker {
  readonly user: UserId;
  readonly roles: ReadonlySet<RoleId>;
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
  /** Discord's own permission "Manage Server". */
  | 'manageServer'
  /** Everybody may by default. */
  | 'everybody'
  | 'nobodySaidSo';

export interface Access {
  readonly allowed: boolean;
  readonly because: Because;
}

/** What everybody may unless denied; the rest is for those with "Manage Server", unless given. */
const FOR_EVERYBODY: ReadonlySet<Capability> = new Set(['clockIn']);

const NOBODY: Given = { roles: [], members: [] };

/**
 * May somebody do this? Deny beats allow, and both beat the defaults. Whoever may do everything
 * in Discord (the owner among them) is never locked out.
 */
export const accessOf = ({ user, roles, permissions }: Asker, capability: Capability, grants: Grants): Access => {
  if (permissions === null) return { allowed: true, because: 'ownSpace' };
  if (hasPermission(permissions, PERMISSION.administrator)) return { allowed: true, because: 'administrator' };
  const { allow = NOBODY, deny = NOBODY } = grants[capability] ?? {};
  const hasOne = (given: Given): boolean => given.roles.some((role) => roles.has(role));
  if (deny.members.includes(user)) return { allowed: false, because: 'memberDenied' };
  if (allow.members.includes(user) && !hasOne(deny)) return { allowed: true, because: 'memberAllowed' };
  if (hasOne(deny)) return { allowed: false, because: 'roleDenied' };
  if (hasOne(allow)) return { allowed: true, because: 'roleAllowed' };
  if (FOR_EVERYBODY.has(capability)) return { allowed: true, because: 'everybody' };
  return hasManageGuild(permissions) ? { allowed: true, because: 'manageServer' } : { allowed: false, because: 'nobodySaidSo' };
};

/** The suspension that holds now, if there is one. */
export const suspensionOf = (suspensions: readonly Suspension[], user: UserId, now: number): Suspension | null =>
  suspensions.find(({ member, until }) => member === user && (until === null || until > now)) ?? null;
