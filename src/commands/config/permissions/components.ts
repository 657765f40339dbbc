import { isCapability, type Capability } from '../../../domain/capabilities.js';
import { withList, type GivenList } from '../../../domain/grants.js';
import { MAY_CHANGE_SETTINGS } from '../../../domain/settings.js';
import type { Deps } from '../../deps.js';
import type { Component } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { stale } from '../../kit/define.js';
import { inGuild, needs } from '../../kit/guards.js';
import { failure, refreshed, update, type Reply } from '../../kit/reply.js';
import { defineSelect } from '../../kit/select.js';
import { changeGrants } from '../../../actions/grants.js';
import { PERMISSION_IDS } from './custom-ids.js';
import { MENUS, permissionsPage } from './page.js';

type Needs = Pick<Deps, 'spaces'>;

const guards = [inGuild, needs(MAY_CHANGE_SETTINGS)];

/** Stores a list as it was selected. What is refused is explained, and the menus show again what is so. */
const store = async (ctx: Context, capability: Capability, list: GivenList, deps: Needs): Promise<Reply> => {
  const stored = await changeGrants(ctx, capability, (grants) => withList(grants, capability, list), deps);
  if (stored.ok) return update(permissionsPage(ctx, capability, stored.value, ctx.t('permissions.panel.changed')));
  const held = deps.spaces.loaded(ctx.space);
  return held === undefined ? failure(stored.error) : refreshed(permissionsPage(ctx, capability, held), stored.error);
};

const capabilities = defineSelect({
  route: PERMISSION_IDS.capability,
  guards,
  field: MENUS.capability,
  async run(ctx, _args, [selected = ''], { spaces }: Needs) {
    return isCapability(selected) ? update(permissionsPage(ctx, selected, await spaces.get(ctx.space))) : stale;
  },
});

/** Both menus of roles have one route, since they differ only in their labels. */
const roles = defineSelect({
  route: PERMISSION_IDS.roles,
  guards,
  field: MENUS.roles.allow,
  run: (ctx, { capability, way }, selected, deps: Needs) => store(ctx, capability, { way, roles: selected }, deps),
});

const members = defineSelect({
  route: PERMISSION_IDS.members,
  guards,
  field: MENUS.members.allow,
  run: (ctx, { capability, way }, selected, deps: Needs) => store(ctx, capability, { way, members: selected }, deps),
});

export const permissionComponents: readonly Component[] = [capabilities, roles, members];
