import type { APIActionRowComponent, APISelectMenuComponent } from 'discord-api-types/v10';
import { isForEverybody, type Capability, type Grant } from '../../domain/capabilities.js';
import type { RoleId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, menu, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { shownGiven } from './given.js';

type MenuRow = APIActionRowComponent<APISelectMenuComponent>;

export interface PermissionsPanelModel {
  readonly capability: Capability;
  readonly grant: Grant;
  /** The role that every member has. */
  readonly everyone: RoleId | null;
  /** What was just done, already translated and safe to show; null when nothing was. */
  readonly done: string | null;
  readonly menus: { readonly allow: readonly MenuRow[]; readonly deny: readonly MenuRow[] };
  /** Leads to the other capabilities. */
  readonly capabilities: MenuRow;
}

/** One capability: what it is, who has it and who does not, and the menus that change that. */
export const permissionsPanel = (model: PermissionsPanelModel, t: Translator): LayoutView => {
  const { capability, grant, everyone, done, menus, capabilities } = model;
  const nobody = t('permissions.panel.nobody');
  const standard = t(isForEverybody(capability) ? 'permissions.panel.forEverybody' : 'permissions.panel.forManagers');
  const about = `### ${t(`permissions.capabilities.${capability}.name`)}\n${t(`permissions.capabilities.${capability}.description`)}`;
  return layout(
    [
      container(
        [
          text(`## 🔑 ${t('permissions.panel.title')}\n${about}\n-# ${standard}`),
          ...(done === null ? [] : [text(`✅ ${done}`)]),
          separator(),
          text(t('permissions.panel.allowed', { who: shownGiven(grant.allow, everyone) ?? nobody })),
          ...menus.allow.map(menu),
          text(t('permissions.panel.denied', { who: shownGiven(grant.deny, everyone) ?? nobody })),
          ...menus.deny.map(menu),
          text(`-# ${t('permissions.panel.rule')}`),
          separator(),
          menu(capabilities),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
