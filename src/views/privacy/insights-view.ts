import { ButtonStyle, type APIActionRowComponent, type APISelectMenuComponent } from 'discord-api-types/v10';
import type { Given } from '../../domain/capabilities.js';
import type { RoleId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { buttons, container, menu, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { shownGiven } from '../permissions/given.js';

export interface InsightsPrivacyModel {
  /** Has the member agreed that insights are made? */
  readonly agreed: boolean;
  readonly shared: Given;
  readonly inServer: boolean;
  /** The role that every member has; null outside of servers. */
  readonly everyone: RoleId | null;
  /** Choose who sees them besides; none where nobody could. */
  readonly menus: readonly APIActionRowComponent<APISelectMenuComponent>[];
  /** Custom ids of the buttons. */
  readonly agree: string;
  readonly takeBack: string;
}

/** What insights are made of, who sees them, and how that is changed. */
export const insightsPrivacy = (model: InsightsPrivacyModel, t: Translator): LayoutView => {
  const { agreed, shared, everyone, menus, inServer } = model;
  const who = shownGiven(shared, everyone);
  const seen: readonly Block[] = !agreed
    ? [text(t('privacy.insights.off'))]
    : [
        text(
          inServer
            ? who === null
              ? t('privacy.insights.alone')
              : t('privacy.insights.shared', { who })
            : t('privacy.insights.ownSpace'),
        ),
        ...menus.map(menu),
        ...(inServer ? [text(`-# ${t('privacy.insights.open')}`)] : []),
      ];
  const control = agreed
    ? button(model.takeBack, t('privacy.insights.takeBack'), ButtonStyle.Danger)
    : button(model.agree, t('privacy.insights.agree'), ButtonStyle.Success);
  return layout(
    [
      container(
        [
          text(
            [
              `### ${t('privacy.insights.title')}`,
              t('privacy.insights.about'),
              t('privacy.insights.network'),
              t('privacy.insights.nobody'),
            ].join('\n'),
          ),
          separator(),
          ...seen,
          ...buttons([control]),
        ],
        agreed ? COLOUR.ended : COLOUR.off,
      ),
    ],
    t,
  );
};
