import { accessOf, CAPABILITIES } from '../../../domain/capabilities.js';
import { activeCategories } from '../../../domain/category-rules.js';
import { mayUse } from '../../../domain/category.js';
import { roleId, type UserId } from '../../../domain/ids.js';
import type { SpaceConfig } from '../../../domain/space.js';
import { suspensionOf } from '../../../domain/suspensions.js';
import type { ExplainedModel } from '../../../views/permissions/explained.js';
import type { Context } from '../../kit/context.js';
import type { NamedMember } from '../../kit/payload/members.js';

/**
 * What a member may do and why, by the same function that is asked when they do it. Where Discord does not tell their permissions, they are taken
 * to have none, and `permissionsKnown` says so.
 */
export const explain = (
  { guild, occurredAt }: Pick<Context, 'guild' | 'occurredAt'>,
  member: UserId,
  { roles, permissions }: NamedMember,
  config: SpaceConfig,
): ExplainedModel => {
  const everyone = guild === null ? null : roleId(guild.id);
  const asker = { user: member, roles, everyone, permissions: permissions ?? 0n };
  return {
    member,
    everyone,
    answers: CAPABILITIES.map((capability) => ({ capability, access: accessOf(asker, capability, config.grants) })),
    suspension: suspensionOf(config.suspensions, member, occurredAt),
    closed: activeCategories(config).filter((category) => !mayUse(category, roles)),
    permissionsKnown: permissions !== null,
  };
};
