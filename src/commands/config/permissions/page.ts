import { CAPABILITIES, type Capability } from '../../../domain/capabilities.js';
import { GIVEN_MAX, grantOf } from '../../../domain/grants.js';
import { roleId } from '../../../domain/ids.js';
import type { SpaceConfig } from '../../../domain/space.js';
import type { LayoutView } from '../../../views/message.js';
import { permissionsPanel } from '../../../views/permissions/panel.js';
import type { Context } from '../../kit/context.js';
import { field } from '../../kit/fields/index.js';
import { menuRow } from '../../kit/select.js';
import { PERMISSION_IDS } from './custom-ids.js';

const several = { min: 0, max: GIVEN_MAX };

/** The menus of the panel; `components.ts` says what is done with what is selected. */
export const MENUS = {
  capability: field.dynamicSelect({ label: 'permissions.panel.capability' }),
  roles: {
    allow: field.roles({ label: 'permissions.panel.allowRoles', ...several }),
    deny: field.roles({ label: 'permissions.panel.denyRoles', ...several }),
  },
  members: {
    allow: field.users({ label: 'permissions.panel.allowMembers', ...several }),
    deny: field.users({ label: 'permissions.panel.denyMembers', ...several }),
  },
};

/** Who has a capability as everything stands now, and the menus that change it. `done`: translated and safe to show. */
export const permissionsPage = (
  { guild, t }: Pick<Context, 'guild' | 't'>,
  capability: Capability,
  { grants }: Pick<SpaceConfig, 'grants'>,
  done: string | null = null,
): LayoutView => {
  const grant = grantOf(grants, capability);
  const menusOf = (way: 'allow' | 'deny') => [
    menuRow(MENUS.roles[way], PERMISSION_IDS.roles.encode({ capability, way }), t, grant[way].roles),
    menuRow(MENUS.members[way], PERMISSION_IDS.members.encode({ capability, way }), t, grant[way].members),
  ];
  return permissionsPanel(
    {
      capability,
      grant,
      everyone: guild === null ? null : roleId(guild.id),
      done,
      menus: { allow: menusOf('allow'), deny: menusOf('deny') },
      capabilities: menuRow(MENUS.capability, PERMISSION_IDS.capability.encode({}), t, {
        options: CAPABILITIES.map((one) => ({ value: one, label: t(`permissions.capabilities.${one}.name`) })),
        selected: [capability],
      }),
    },
    t,
  );
};
