import { isErrorCode } from '../../domain/errors.js';
import { formatDuration, formatNumber } from '../../i18n/format.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { errorText } from '../error.js';
import { buttons, container, lines, menu, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { mentionUser, periodText, timestamp } from '../text.js';
import type { PreviewCard, ShownBeside, Some } from './model.js';
import { countText, head, problemText, someLines } from './parts.js';

const CATEGORIES_SHOWN = 10;
const MEMBERS_SHOWN = 8;
/** Rows named for each reason. */
const ROWS_SHOWN = 3;

const storedText = ({ stored, own }: PreviewCard, t: Translator): string => {
  const { entries, ms, from, to, members, categories } = stored;
  if (entries === 0) return `ℹ️ ${t('import.storesNothing')}`;
  const byCategory = { count: categories.length, first: categories };
  const byMember = { count: members.length, first: members };
  const isOnlyOwn = members.length === 1 && members[0]?.user === own;
  return [
    `✅ **${countText('entries', entries, t)} · ${formatDuration(ms, t)}**`,
    ...(from === null || to === null ? [] : [periodText(from, to)]),
    ...someLines(
      byCategory,
      CATEGORIES_SHOWN,
      (one) => {
        const isNew = one.id === null ? ` (${t('import.isNew')})` : '';
        return `${userText(one.name)}${isNew}: ${countText('entries', one.entries, t)}, ${formatDuration(one.ms, t)}`;
      },
      t,
    ),
    ...(isOnlyOwn
      ? []
      : someLines(
          byMember,
          MEMBERS_SHOWN,
          (one) => `${mentionUser(one.user)}: ${countText('entries', one.entries, t)}, ${formatDuration(one.ms, t)}`,
          t,
        )),
  ].join('\n');
};

/** Rows that are not stored for one reason: how many, and the first few. */
const group = <T>(key: MessageKey, some: Some<T>, line: (one: T) => string, t: Translator): readonly string[] =>
  some.count === 0
    ? []
    : [
        [
          t(key, { rows: countText('rows', some.count, t) }),
          ...someLines(some, ROWS_SHOWN, line, t).map((each) => `  ${each}`),
        ].join('\n'),
      ];

const counted = (key: MessageKey, count: number, t: Translator): readonly string[] =>
  count === 0 ? [] : [t(key, { rows: countText('rows', count, t) })];

const leftOut = (card: PreviewCard, t: Translator): readonly string[] => {
  const beside = ({ row, startedAt, endedAt }: ShownBeside): string =>
    `${t('import.row', { n: row })}: ${periodText(startedAt, endedAt)}`;
  return [
    ...group('import.notStored.duplicates', card.duplicates, beside, t),
    ...group(card.isOverlapStored ? 'import.overlapsStored' : 'import.notStored.overlaps', card.overlaps, beside, t),
    ...group('import.notStored.shifted', card.shifted, beside, t),
    ...group('import.notStored.problems', card.problems, (one) => problemText(one, t), t),
    ...group(
      'import.notStored.refused',
      card.refused,
      ({ row, code }) => `${t('import.row', { n: row })}: ${refusalText(code, t)}`,
      t,
    ),
    ...(card.refused.first.some(({ code }) => code.startsWith('SELF_EDIT')) ? [`-# ${t('import.refusedHint')}`] : []),
    ...group(
      'import.notStored.open',
      card.open,
      ({ row, startedAt }) => `${t('import.row', { n: row })}: ${timestamp(startedAt, 'f')}`,
      t,
    ),
    ...counted('import.notStored.ignored', card.ignored, t),
    ...counted('import.notStored.untimed', card.untimedSkipped, t),
  ];
};

/** Refusals of single rows come without what they are about. */
const refusalText = (code: PreviewCard['refused']['first'][number]['code'], t: Translator): string => {
  switch (code) {
    case 'CAPABILITY_MISSING':
    case 'SELF_EDIT_TOO_FAR_BACK':
    case 'SELF_EDIT_NO_ADDING':
    case 'CATEGORY_ROLE_REQUIRED':
    case 'MEMBER_SUSPENDED':
    case 'MEMBER_SUSPENDED_UNTIL':
      return t(`import.refusals.${code}`);
    default:
      return isErrorCode(code) ? errorText({ code }, t) : code;
  }
};

const remarks = ({ remarks: { twice, never, breaksAtEnd, notesCut } }: PreviewCard, t: Translator): readonly string[] => [
  ...counted('import.remarks.twice', twice.count, t),
  ...counted('import.remarks.never', never.count, t),
  ...counted('import.remarks.breaksAtEnd', breaksAtEnd.count, t),
  ...counted('import.remarks.notesCut', notesCut.count, t),
];

/** What would be stored, what not, and why. */
export const previewView = (card: PreviewCard, t: Translator): LayoutView => {
  const { name, shiftedAsk, stored } = card;
  const out = leftOut(card, t);
  const noted = remarks(card, t);
  const ask: readonly Block[] =
    shiftedAsk === null
      ? []
      : [
          separator(),
          text(
            `❓ ${t('import.asks.shifted', {
              rows: countText('rows', shiftedAsk.rows, t),
              hours: shiftedAsk.hours.map((hours) => formatNumber(hours, t, Number.isInteger(hours) ? 0 : 2)).join(', '),
            })}`,
          ),
          menu(shiftedAsk.menu),
        ];
  return layout(
    [
      container(
        [
          head(name, t, t('import.steps.preview')),
          text(storedText(card, t)),
          ...(out.length === 0 ? [] : [separator(), text(`**${t('import.leftOut')}**`), lines(out)]),
          ...(noted.length === 0 ? [] : [text(noted.map((line) => `-# ${line}`).join('\n'))]),
          ...ask,
          ...buttons(card.buttons),
        ],
        shiftedAsk !== null ? COLOUR.paused : stored.entries === 0 ? COLOUR.off : COLOUR.running,
      ),
    ],
    t,
  );
};
