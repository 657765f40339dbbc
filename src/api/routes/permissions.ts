import { z } from 'zod';
import { mayDo } from '../../actions/access.js';
import type { Actor } from '../../actions/actor.js';
import { changeGrants } from '../../actions/grants.js';
import { CAPABILITIES, type Capability } from '../../domain/capabilities.js';
import { domainError } from '../../domain/errors.js';
import { grantOf, withGrant } from '../../domain/grants.js';
import { roleId, userId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { ManageDeps } from '../manage-deps.js';
import { defineRoute, type Route } from '../route.js';
import { Permission, PermissionList, PermissionPatch } from '../schemas/manage.js';
import { inSpace } from '../server/called-by.js';

const shown = (actor: Actor, capability: Capability, config: SpaceConfig): z.output<typeof Permission> => {
  const { allow, deny } = grantOf(config.grants, capability);
  const given = ({ roles, members }: typeof allow) => ({ roles: [...roles], members: [...members] });
  return { capability, allow: given(allow), deny: given(deny), mayChange: mayDo(actor, capability, config).ok };
};

/** Who may do what in a server, for those who may change its settings. */
export const permissionRoutes = (deps: Pick<ManageDeps, 'spaces'>): readonly Route[] => [
  defineRoute({
    ...{ id: 'listPermissions', method: 'GET', path: '/spaces/:space/permissions', tag: 'Members and permissions' },
    ...{ scope: 'space:read', needs: MAY_CHANGE_SETTINGS },
    summary: 'Lists to whom capabilities are given or denied beyond the defaults.',
    answers: { 200: PermissionList },
    run: async (asked) => {
      const actor = inSpace(asked);
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      const config = await deps.spaces.get(actor.space);
      const permissions = CAPABILITIES.map((capability) => shown(actor, capability, config));
      return ok({ status: 200, body: { permissions, version: String(config.version) }, version: config.version });
    },
  }),
  defineRoute({
    ...{
      id: 'changePermission',
      method: 'PATCH',
      path: '/spaces/:space/permissions/:capability',
      tag: 'Members and permissions',
    },
    ...{ scope: 'space:manage', needs: MAY_CHANGE_SETTINGS },
    summary: 'Gives a capability to roles and members, denies it, or takes them out of both lists.',
    description: 'Nobody changes what they do not have themselves, and nobody takes from themselves the right to change it back.',
    params: z.object({ space: z.string(), capability: z.enum(CAPABILITIES) }),
    body: PermissionPatch,
    answers: { 200: Permission },
    refusals: ['LOCKS_YOU_OUT', 'GRANT_LIMIT_REACHED', 'SUBJECT_REQUIRED'],
    run: async (asked) => {
      const actor = inSpace(asked);
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      const { way, roles, members } = asked.body;
      if (roles.length + members.length === 0) return err(domainError('SUBJECT_REQUIRED'));
      const { capability } = asked.params;
      const who = { roles: roles.map(roleId), members: members.map(userId) };
      const stored = await changeGrants(actor, capability, (grants) => withGrant(grants, capability, way, who), deps);
      if (!stored.ok) return stored;
      return ok({ status: 200, body: shown(actor, capability, stored.value), version: stored.value.version });
    },
  }),
];
