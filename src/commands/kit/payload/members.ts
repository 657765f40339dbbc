import { z } from 'zod';
import { roleId, type RoleId, type UserId } from '../../../domain/ids.js';
import { snowflake } from './snowflake.js';

/** A member that an option or a menu names, as Discord describes them beside it. */
export interface NamedMember {
  readonly roles: ReadonlySet<RoleId>;
  /** Discord's permission bits in the channel of the interaction; null when Discord does not say. */
  readonly permissions: bigint | null;
}

const member = z.object({
  roles: z.array(snowflake).max(1_000),
  permissions: z
    .string()
    .regex(/^\d{1,30}$/)
    .optional(),
});
const described = z.object({ members: z.record(z.string(), z.unknown()) });

/** Null for somebody who is not a member of the server, and for who was not named. */
export const readNamedMember = (resolved: unknown, user: UserId): NamedMember | null => {
  const rows = described.safeParse(resolved).data?.members;
  const found = rows !== undefined && Object.hasOwn(rows, user) ? member.safeParse(rows[user]).data : undefined;
  if (found === undefined) return null;
  return {
    roles: new Set(found.roles.map(roleId)),
    permissions: found.permissions === undefined ? null : BigInt(found.permissions),
  };
};
