import { z } from 'zod';
import { hasPermission, PERMISSION } from '../../domain/permissions.js';

const bits = z.string().regex(/^\d+$/).transform(BigInt);
/** What a channel says beyond the guild, of a role or of a member. */
export const Overwrite = z.looseObject({ id: z.string(), allow: bits, deny: bits });
export type Overwrite = z.output<typeof Overwrite>;

/** Somebody in a guild: the id of the guild is the one of the role of everybody. */
export interface Somebody {
  readonly guild: string;
  readonly user: string;
  readonly roles: ReadonlySet<string>;
  /** Permission bits in the guild as a whole. */
  readonly base: bigint;
}

/**
 * What somebody may do in a channel: what they may in the guild, then what the channel says of everybody, of their roles together, and of them alone. From
 * Discord's documentation, "Permissions", "Permission Overwrites".
 */
export const permissionsIn = (overwrites: readonly Overwrite[], { guild, user, roles, base }: Somebody): bigint => {
  if (hasPermission(base, PERMISSION.administrator)) return base;
  const groups = [
    overwrites.filter(({ id }) => id === guild),
    overwrites.filter(({ id }) => id !== guild && roles.has(id)),
    overwrites.filter(({ id }) => id === user),
  ];
  return groups.reduce((held, group) => {
    const deny = group.reduce((all, one) => all | one.deny, 0n);
    const allow = group.reduce((all, one) => all | one.allow, 0n);
    return (held & ~deny) | allow;
  }, base);
};
