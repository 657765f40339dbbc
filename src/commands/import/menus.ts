import { activeCategories } from '../../domain/category-rules.js';
import { choiceLabel, searchCategories } from '../../domain/category-search.js';
import type { SpaceConfig } from '../../domain/space.js';
import { searchZones } from '../../domain/zones/zone-search.js';
import { formatClock } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';
import {
  DATE_ORDERS,
  IMPORT_FORMATS,
  type CategoryChoice,
  type ColumnRole,
  type ImportDraft,
  type LabelUse,
  type PersonUse,
  type Question,
} from '../../import/api.js';
import type { Menu } from '../../views/import/model.js';
import { zoneLabel } from '../../views/time-zone.js';
import { field } from '../kit/fields/index.js';
import { SELECT } from '../kit/limits.js';
import { menuRow } from '../kit/select.js';
import { IMPORT_IDS, SAID_COLUMNS, tagOf, type Asked } from './custom-ids.js';

/** The menus of imports; `answers.ts` says what is done with what is selected. */
export const MENUS = {
  format: field.dynamicSelect({ label: 'import.choose.format' }),
  dateOrder: field.dynamicSelect({ label: 'import.choose.dateOrder' }),
  zone: field.dynamicSelect({ label: 'import.choose.zone' }),
  untimed: field.dynamicSelect({ label: 'import.choose.untimed' }),
  labelField: field.dynamicSelect({ label: 'import.choose.labelField' }),
  shifted: field.dynamicSelect({ label: 'import.choose.shifted' }),
  category: field.dynamicSelect({ label: 'import.choose.category' }),
  person: field.dynamicSelect({ label: 'import.choose.member' }),
  member: field.users({ label: 'import.choose.member', min: 0, max: 1 }),
  date: field.dynamicSelect({ label: 'import.columns.date' }),
  start: field.dynamicSelect({ label: 'import.columns.start' }),
  end: field.dynamicSelect({ label: 'import.columns.end' }),
  duration: field.dynamicSelect({ label: 'import.columns.duration' }),
  note: field.dynamicSelect({ label: 'import.columns.note' }),
  columnCategory: field.dynamicSelect({ label: 'import.columns.category' }),
  columnPerson: field.dynamicSelect({ label: 'import.columns.person' }),
} as const;

/** Values of options that are no ids. */
export const VALUE = { other: 'other', none: 'none', new: 'new', named: 'named', ignore: 'ignore', me: 'me' } as const;
export const EXISTING = 'c:';
const FROM = 'from:';
/** Times of the day that untimed rows may begin at, minutes after midnight. */
const BEGINNINGS = [420, 480, 540, 600];
const MINUTE = 60_000;

interface Owned {
  readonly owner: Parameters<typeof IMPORT_IDS.begin.encode>[0]['owner'];
  readonly id: string;
}

const answerRow = (
  about: Asked,
  owned: Owned,
  options: readonly { readonly value: string; readonly label: string }[],
  t: Translator,
  selected: string | null = null,
): Menu =>
  menuRow(MENUS[about], IMPORT_IDS.answer.encode({ ...owned, about }), t, {
    options,
    selected: selected === null ? [] : [selected],
  });

/** The zones that are likely, and a way to all others. */
export const zoneMenu = (owned: Owned, likely: readonly string[], now: number, t: Translator, said: string | null): Menu => {
  const zones = searchZones('', t.locale, SELECT.options - 1, [...(said === null ? [] : [said]), ...likely]);
  return answerRow(
    'zone',
    owned,
    [{ value: VALUE.other, label: t('import.otherZone') }, ...zones.map((value) => ({ value, label: zoneLabel(value, now, t) }))],
    t,
    said,
  );
};

const untimedOptions = (t: Translator) => [
  ...BEGINNINGS.map((minutes) => ({
    value: `${FROM}${minutes}`,
    label: t('import.untimed.from', { time: formatClock(minutes * MINUTE, 'UTC', t) }),
  })),
  { value: 'untimed', label: t('import.untimed.untimed') },
  { value: 'skip', label: t('import.untimed.skip') },
];

/** Minutes after midnight of such an option; null for any other. */
export const beginningIn = (value: string): number | null => {
  const minutes = value.startsWith(FROM) ? Number(value.slice(FROM.length)) : NaN;
  return BEGINNINGS.includes(minutes) ? minutes : null;
};

/** A menu for each column that may be said; the columns are offered by their names. */
export const columnMenus = (owned: Owned, { recognised, answers }: ImportDraft, t: Translator): readonly Menu[] => {
  const columns = answers.columns ?? recognised.columns;
  const named = [...new Set(recognised.header)].slice(0, SELECT.options - 1);
  const offered = named.flatMap((name, at) => (name === '' ? [] : [{ value: String(at), name }]));
  return SAID_COLUMNS.map((role) => {
    const said = offered.find(({ name }) => name === columns[role]);
    const menu = role === 'category' ? 'columnCategory' : role === 'person' ? 'columnPerson' : role;
    return menuRow(MENUS[menu], IMPORT_IDS.column.encode({ ...owned, role }), t, {
      options: [
        ...offered.map(({ value, name }) => ({ value, label: t(`import.columnIs.${role}`, { column: plainText(name) }) })),
        { value: VALUE.none, label: t('import.noColumn') },
      ],
      selected: said === undefined ? [] : [said.value],
    });
  });
};

/** The column that an option of such a menu stands for; null: none. */
export const columnIn = ({ recognised: { header } }: ImportDraft, value: string): string | null =>
  value === VALUE.none ? null : ([...new Set(header)][Number(value)] ?? null);

/** What the columns are, with one of them said anew. */
export const withColumn = ({ recognised, answers }: ImportDraft, role: ColumnRole, column: string | null) => {
  const { [role]: _, ...others } = answers.columns ?? recognised.columns;
  return column === null ? others : { ...others, [role]: column };
};

/** The menus that answer what is asked about the file itself. */
export const questionMenus = (
  question: Question,
  owned: Owned,
  draft: ImportDraft,
  { likely, now, t }: { readonly likely: readonly string[]; readonly now: number; readonly t: Translator },
): readonly Menu[] => {
  switch (question.about) {
    case 'format':
      return [
        answerRow(
          'format',
          owned,
          IMPORT_FORMATS.map((value) => ({ value, label: t(`import.formats.${value}`) })),
          t,
        ),
      ];
    case 'columns':
      return columnMenus(owned, draft, t);
    case 'dateOrder':
      return [
        answerRow(
          'dateOrder',
          owned,
          DATE_ORDERS.filter((order) => question.orders.includes(order)).map((value) => ({
            value,
            label: t(`import.orders.${value}`),
          })),
          t,
        ),
      ];
    case 'zone':
      return [zoneMenu(owned, [question.suggestion, ...likely], now, t, null)];
    case 'untimed':
      return [answerRow('untimed', owned, untimedOptions(t), t)];
    case 'shifted':
      return [
        answerRow(
          'shifted',
          owned,
          (['skip', 'store'] as const).map((value) => ({ value, label: t(`import.shifted.${value}`) })),
          t,
        ),
      ];
    case 'categories':
    case 'people':
      return [];
  }
};

/** What decides about the category; null where there is only one thing that could. */
export const labelFieldMenu = (owned: Owned, { labelField, labelFields }: ImportDraft, t: Translator): Menu | null =>
  labelFields.length < 2
    ? null
    : answerRow(
        'labelField',
        owned,
        labelFields.map((value) => ({ value, label: t(`import.fields.${value}`) })),
        t,
        labelField,
      );

const selectedOf = (label: string, choice: CategoryChoice | null): string | null => {
  switch (choice?.kind) {
    case undefined:
      return null;
    case 'existing':
      return EXISTING + choice.id;
    case 'new':
      return choice.name === label ? VALUE.new : VALUE.other;
    case 'ignore':
      return VALUE.ignore;
  }
};

/** What may become of a label: categories that are there, the most alike first, a new one, or nothing. */
export const categoryMenu = (
  owned: Owned & { readonly n: number },
  { label, choice }: LabelUse,
  { config, mayMake, t }: { readonly config: SpaceConfig; readonly mayMake: boolean; readonly t: Translator },
): Menu => {
  const room = SELECT.options - 4;
  const chosen = choice?.kind === 'existing' ? config.categories.filter(({ id }) => id === choice.id) : [];
  const alike = label === '' ? [] : searchCategories(config, label, room);
  const categories = [...new Set([...chosen, ...alike, ...activeCategories(config)])].slice(0, room);
  const isNamed = choice?.kind === 'new' && choice.name !== label;
  return menuRow(MENUS.category, IMPORT_IDS.category.encode({ ...owned, tag: tagOf(label) }), t, {
    options: [
      ...(isNamed ? [{ value: VALUE.other, label: t('import.newCategory', { name: plainText(choice.name) }) }] : []),
      ...(mayMake && label !== '' ? [{ value: VALUE.new, label: t('import.newCategory', { name: plainText(label) }) }] : []),
      ...categories.map((category) => ({ value: EXISTING + category.id, label: plainText(choiceLabel(category)) })),
      ...(mayMake ? [{ value: VALUE.named, label: t('import.newNamed') }] : []),
      { value: VALUE.ignore, label: t('import.ignore') },
    ],
    selected: [selectedOf(label, choice) ?? ''],
  });
};

/** Whose the rows of somebody are: any member for those who may edit others, else oneself or nobody. */
export const personMenu = (
  owned: Owned & { readonly n: number },
  { name, choice }: PersonUse,
  others: boolean,
  t: Translator,
): Menu => {
  const args = { ...owned, tag: tagOf(name) };
  if (others) {
    const given = choice?.kind === 'member' ? [choice.user] : [];
    return menuRow(MENUS.member, IMPORT_IDS.member.encode(args), t, given);
  }
  const selected = choice === null ? '' : choice.kind === 'ignore' ? VALUE.ignore : choice.user === owned.owner ? VALUE.me : '';
  return menuRow(MENUS.person, IMPORT_IDS.person.encode(args), t, {
    options: [
      { value: VALUE.me, label: t('import.me') },
      { value: VALUE.ignore, label: t('import.ignore') },
    ],
    selected: [selected],
  });
};
