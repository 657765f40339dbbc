import type { LinkedTable } from '../../../domain/notion.js';
import type { NotionPageMemory, WrittenValue } from '../../../engine/notion-pages.js';
import type { NotionPage } from '../api/api.js';
import type { PropertyValue } from '../api/values.js';
import { allWritten, isSame, momentOf, writtenIn, type Fields } from '../keeping/written.js';

/** What people may change on the page of a timer, by our names of the properties. */
export const EDITABLE = ['category', 'note', 'start', 'end', 'stop', 'overrideStart', 'overrideEnd'] as const;
/** What we work out, and put right when somebody changes it. */
const COMPUTED = ['breaks', 'effective', 'state', 'member'] as const;
export type Editable = (typeof EDITABLE)[number];

export const valueIn = (page: NotionPage, table: LinkedTable, name: string): PropertyValue | undefined => {
  const id = table.properties[name];
  return id === undefined ? undefined : page.properties.get(id);
};

const textIn = (page: NotionPage, table: LinkedTable, name: string): string => {
  const value = valueIn(page, table, name);
  if (value?.type === 'text') return value.text.trim();
  return value?.type === 'choice' ? (value.name ?? '').trim() : '';
};

/** What a page says of a timer. Moments in ms; `unreadable`: there is a date that is none to us, such as a day without a time. */
export interface PageTimer {
  readonly category: string;
  readonly note: string;
  readonly member: string;
  readonly memberId: string;
  readonly entryId: string;
  readonly stop: boolean;
  readonly start: number | null;
  readonly end: number | null;
  readonly overrideStart: number | null;
  readonly overrideEnd: number | null;
  readonly unreadable: boolean;
}

export const timerOn = (page: NotionPage, table: LinkedTable): PageTimer => {
  let unreadable = false;
  const date = (name: string): number | null => {
    const value = valueIn(page, table, name);
    if (value?.type !== 'date' || value.date === null) return null;
    const at = momentOf(value.date);
    unreadable ||= at === null;
    return at;
  };
  const text = (name: string): string => textIn(page, table, name);
  const stop = valueIn(page, table, 'stop');
  const dates = {
    start: date('start'),
    end: date('end'),
    overrideStart: date('overrideStart'),
    overrideEnd: date('overrideEnd'),
  };
  return {
    ...{ category: text('category'), note: text('note'), member: text('member'), memberId: text('memberId') },
    ...{ entryId: text('entryId'), stop: stop?.type === 'checkbox' && stop.checked, ...dates, unreadable },
  };
};

/** What a page has in properties of ours, as we would have written it. */
export const seenOn = (page: NotionPage, table: LinkedTable): Readonly<Record<string, WrittenValue>> =>
  Object.fromEntries(
    Object.keys(table.properties).flatMap((name) => {
      const value = writtenIn(valueIn(page, table, name));
      return value === undefined ? [] : [[name, value]];
    }),
  );

type Known = Pick<NotionPageMemory, 'wrote' | 'writing'>;

/** Does a page have something else than what we wrote last, are writing, and would write now? What the table does not have differs from nothing. */
const differs = (
  page: NotionPage,
  table: LinkedTable,
  { wrote, writing }: Known,
  wanted: WrittenValue | undefined,
  name: string,
): boolean => {
  if (table.properties[name] === undefined) return false;
  const value = writtenIn(valueIn(page, table, name));
  if (value === undefined || isSame(value, wrote[name])) return false;
  if (writing !== null && Object.hasOwn(writing, name) && isSame(value, writing[name])) return false;
  return !isSame(value, wanted);
};

/** What a person changed of what people may change. */
export const editsOn = (page: NotionPage, table: LinkedTable, known: Known, fields: Fields): readonly Editable[] => {
  const wanted = allWritten(fields);
  return EDITABLE.filter((name) => differs(page, table, known, wanted[name], name));
};

/** Did a person change what we work out? */
export const isMeddledWith = (page: NotionPage, table: LinkedTable, known: Known, fields: Fields): boolean => {
  const wanted = allWritten(fields);
  return COMPUTED.some((name) => differs(page, table, known, wanted[name], name));
};

/** Of these, what was changed here too since we wrote it last: both sides want something else. */
export const clashesOf = (
  edits: readonly Editable[],
  { wrote }: Pick<NotionPageMemory, 'wrote'>,
  fields: Fields,
): readonly Editable[] => {
  const wanted = allWritten(fields);
  const names: readonly Editable[] = edits.flatMap((name): readonly Editable[] => {
    // Whoever ticks the box, or sets a time of their own, wants the end or the start to be another one.
    if (name === 'stop' || name === 'overrideEnd') return ['end'];
    return name === 'overrideStart' ? ['start'] : [name];
  });
  return [...new Set(names)].filter((name) => Object.hasOwn(wanted, name) && !isSame(wanted[name], wrote[name]));
};
