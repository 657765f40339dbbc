import { formatBytes } from '../../i18n/format.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, menu, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { cut, periodText } from '../text.js';
import type { FileCard, ShownQuestion } from './model.js';
import { countText, head, problemText, someLines } from './parts.js';

const PROBLEMS_SHOWN = 5;
const CELL_MAX = 24;
const COLUMNS_SHOWN = 6;

const SEPARATORS: Readonly<Partial<Record<string, MessageKey>>> = {
  ',': 'import.separators.comma',
  ';': 'import.separators.semicolon',
  '\t': 'import.separators.tab',
  '|': 'import.separators.bar',
};

const languageName = (tag: string, t: Translator): string =>
  new Intl.DisplayNames([t.locale], { type: 'language' }).of(tag) ?? tag;

/** Format, and how its text is written. */
const formatText = ({ recognised, bytes }: FileCard, t: Translator): string => {
  const { format, encoding, separator, headerLanguage, files } = recognised;
  const key = separator === null ? undefined : SEPARATORS[separator];
  return [
    format === null ? t('import.formatUnknown') : t(`import.formats.${format}`),
    formatBytes(bytes, t),
    ...(encoding === null ? [] : [encoding.toUpperCase()]),
    ...(key === undefined ? [] : [t(key)]),
    ...(headerLanguage === null ? [] : [t('import.headerLanguage', { language: languageName(headerLanguage, t) })]),
    ...(files.length === 0 ? [] : [userText(cut(files.join(', '), 80))]),
  ].join(' · ');
};

const datesText = ({ recognised: { dateOrder, dateOrderRow } }: FileCard, t: Translator): readonly string[] => {
  if (dateOrder === null) return [];
  const order = t(`import.orders.${dateOrder}`);
  return [dateOrderRow === null ? t('import.dates', { order }) : t('import.datesByRow', { order, n: dateOrderRow })];
};

const timesText = ({ recognised: { hasOffsets }, zone, rows }: FileCard, t: Translator): readonly string[] => {
  if (hasOffsets) return rows === 0 ? [] : [t('import.timesWithOffset')];
  return zone === null ? [] : [t('import.timesByZone', { zone: userText(zone) })];
};

const questionText = (question: ShownQuestion, { recognised: { header, sample } }: FileCard, t: Translator): string => {
  switch (question.about) {
    case 'dateOrder':
      return t('import.asks.dateOrder', { example: userText(question.example) });
    case 'untimed':
      return t('import.asks.untimed', { rows: countText('rows', question.rows, t) });
    case 'columns': {
      const shown = [header, ...sample].map((cells) =>
        cells
          .slice(0, COLUMNS_SHOWN)
          .map((cell) => userText(cut(cell, CELL_MAX)))
          .join(' | '),
      );
      return [t('import.asks.columns'), ...shown.map((line) => `> ${line}`)].join('\n');
    }
    case 'format':
    case 'zone':
      return t(`import.asks.${question.about}`);
  }
};

/** What was recognised of a file, and what is asked about it. */
export const fileView = (card: FileCard, t: Translator): LayoutView => {
  const { name, rows, span, problems, asked, menus } = card;
  const found: readonly string[] = [
    formatText(card, t),
    ...datesText(card, t),
    ...timesText(card, t),
    ...(rows === 0 ? [] : [[countText('rows', rows, t), ...(span === null ? [] : [periodText(span.from, span.to)])].join(' · ')]),
  ];
  const bad: readonly Block[] =
    problems.count === 0
      ? []
      : [
          text(
            [
              `⚠️ ${t('import.unreadable', { rows: countText('rows', problems.count, t) })}`,
              ...someLines(problems, PROBLEMS_SHOWN, (one) => problemText(one, t), t),
            ].join('\n'),
          ),
        ];
  return layout(
    [
      container(
        [
          head(name, t, t('import.steps.file')),
          text(found.map((line) => `- ${line}`).join('\n')),
          ...bad,
          ...asked.flatMap(({ question, menus: own }) => [
            separator(),
            text(`❓ ${questionText(question, card, t)}`),
            ...own.map(menu),
          ]),
          ...(menus.length === 0 ? [] : [separator(), ...menus.map(menu)]),
          ...buttons(card.buttons),
        ],
        asked.length > 0 ? COLOUR.paused : COLOUR.running,
      ),
    ],
    t,
  );
};
