import { formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, menu, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { cut } from '../text.js';
import type { MappingCard, ShownUse } from './model.js';
import { countText, head } from './parts.js';

/** Labels or people on one card: three components each, of forty. */
export const USES_A_PAGE = 7;
const NAME_MAX = 60;

const nameOf = ({ name }: ShownUse, of: MappingCard['of'], t: Translator): string =>
  name === '' ? t(`import.nameless.${of}`) : `**${userText(cut(name, NAME_MAX))}**`;

const useBlocks = (use: ShownUse, of: MappingCard['of'], t: Translator): readonly Block[] => [
  text(`${use.isOpen ? '❓ ' : ''}${nameOf(use, of, t)} · ${countText('rows', use.rows, t)} · ${formatDuration(use.ms, t)}`),
  menu(use.menu),
];

const explained = ({ of, labelField, open }: MappingCard, t: Translator): string =>
  [
    of === 'categories'
      ? t('import.mapCategories', { field: t(`import.fields.${labelField ?? 'category'}`) })
      : t('import.mapPeople'),
    ...(open === 0 ? [] : [t('import.mapOpen', { count: open })]),
  ].join('\n');

/** What becomes of labels, or whose rows are whose: one page of it. */
export const mappingView = (card: MappingCard, t: Translator): LayoutView => {
  const { of, name, fieldMenu, uses, page, pages, open } = card;
  return layout(
    [
      container(
        [
          head(name, t, t(`import.steps.${of}`)),
          text(explained(card, t)),
          ...(fieldMenu === null ? [] : [menu(fieldMenu)]),
          ...uses.flatMap((use) => useBlocks(use, of, t)),
          separator(),
          ...(pages > 1 ? [text(`-# ${t('common.page', { page: page + 1, pages })}`)] : []),
          ...buttons(card.bulk),
          ...buttons(card.buttons),
        ],
        open > 0 ? COLOUR.paused : COLOUR.running,
      ),
    ],
    t,
  );
};
