import {
  ButtonStyle,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
} from 'discord-api-types/v10';
import type { NotionMode, NotionTable } from '../../domain/notion.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, menu, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';

export interface ShownPlan {
  /** Of the page; '' without one. */
  readonly page: string;
  readonly mode: NotionMode;
  readonly tables: readonly { readonly table: NotionTable; readonly title: string; readonly isThere: boolean }[];
}

export interface SetupCard {
  readonly plan: ShownPlan;
  /** Whose hours are seen by whoever may open the page. */
  readonly isServer: boolean;
  readonly menu: APIActionRowComponent<APIComponentInMessageActionRow>;
  readonly modeIds: Readonly<Record<NotionMode, string>>;
  readonly beginId: string;
}

export const pageTitle = (title: string, t: Translator): string =>
  title.trim() === '' ? t('notion.setup.untitled') : title.trim();

const planLines = ({ page, tables }: ShownPlan, t: Translator): string =>
  [
    t('notion.setup.page', { page: userText(pageTitle(page, t)) }),
    ...tables.map(({ table, title, isThere }) =>
      t(isThere ? 'notion.setup.uses' : 'notion.setup.makes', { table: userText(title), holds: t(`notion.holds.${table}`) }),
    ),
  ].join('\n');

const costText = (mode: NotionMode, t: Translator): string =>
  mode === 'pages' ? t('notion.setup.freePages', { mode: t('notion.mode.rollup-only') }) : t('notion.setup.freeDays');

const modeButtons = ({ modeIds, plan }: SetupCard, t: Translator): readonly APIButtonComponent[] =>
  (['pages', 'rollup-only'] as const).map((mode) =>
    button(modeIds[mode], t(`notion.mode.${mode}`), mode === plan.mode ? ButtonStyle.Primary : ButtonStyle.Secondary),
  );

/** What would be made or used, before anything is. */
export const setupView = (card: SetupCard, t: Translator): LayoutView => {
  const { plan, isServer, beginId } = card;
  const isNew = plan.tables.some(({ isThere }) => !isThere);
  const begin = button(beginId, t(isNew ? 'notion.setup.begin' : 'notion.setup.beginUses'), ButtonStyle.Success);
  return layout(
    [
      container(
        [
          text(`### ${t('notion.setup.title')}`),
          menu(card.menu),
          ...buttons(modeButtons(card, t)),
          text(planLines(plan, t)),
          separator(),
          text(costText(plan.mode, t)),
          text(`-# ${t(isServer ? 'notion.setup.privacy' : 'notion.setup.privacyOwn')}`),
          ...buttons([begin]),
        ],
        COLOUR.paused,
      ),
    ],
    t,
  );
};

/** There is no page yet that tables could lie on. */
export const nothingSharedView = (againId: string, t: Translator): LayoutView =>
  layout(
    [
      container(
        [
          text(`### ${t('notion.setup.title')}`),
          text(t('notion.setup.nothingShared')),
          ...buttons([button(againId, t('notion.setup.refresh'), ButtonStyle.Secondary)]),
        ],
        COLOUR.paused,
      ),
    ],
    t,
  );

export const setUpView = (plan: ShownPlan, t: Translator): LayoutView =>
  layout(
    [
      container(
        [text(`### ${t('notion.setup.done')}`), text([planDone(plan, t), t('notion.setup.doneText')].join('\n\n'))],
        COLOUR.running,
      ),
    ],
    t,
  );

const planDone = ({ page, tables }: ShownPlan, t: Translator): string =>
  [
    t('notion.setup.page', { page: userText(pageTitle(page, t)) }),
    ...tables.map(({ table, title }) => `- **${userText(title)}**: ${t(`notion.holds.${table}`)}`),
  ].join('\n');
