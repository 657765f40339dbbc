import { Temporal } from 'temporal-polyfill';
import type { Written, WrittenValue } from '../../../engine/notion-pages.js';
import type { NotionDate, PropertyValue, PropertyWrite } from '../api/values.js';

/** What is to stand in properties, by our own names of them. */
export type Fields = Readonly<Record<string, PropertyWrite>>;

const MINUTE = 60_000;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** A moment, ms, of what Notion has as a date; null for a day without a time, and for what is no date. */
export const momentOf = ({
  start,
  timeZone,
}: Pick<NotionDate, 'start'> & { readonly timeZone?: string | null }): number | null => {
  if (DATE_ONLY.test(start)) return null;
  try {
    if (timeZone === null || timeZone === undefined || /(Z|[+-]\d{2}:?\d{2})$/.test(start)) {
      const at = Date.parse(start);
      return Number.isNaN(at) ? null : at;
    }
    return Temporal.PlainDateTime.from(start).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
};

/** Minutes are the finest that people see at Notion: what lies in the same one is the same. A day without a time is its text. */
const writtenDate = (date: (Pick<NotionDate, 'start'> & { readonly timeZone?: string | null }) | null): WrittenValue => {
  if (date === null) return null;
  const at = momentOf(date);
  return at === null ? date.start : Math.floor(at / MINUTE);
};

/** What a write leaves behind, so that it can be compared with what a page has. */
export const writtenOf = (write: PropertyWrite): WrittenValue => {
  switch (write.type) {
    case 'title':
    case 'text':
      return write.text;
    case 'number':
      return write.number;
    case 'choice':
      return write.name;
    case 'date':
      return writtenDate(write.date);
    case 'checkbox':
      return write.checked;
    case 'relation':
      return [...write.pageIds].sort();
  }
};

/** What a page has, in the same words; undefined for what we never write. */
export const writtenIn = (value: PropertyValue | undefined): WrittenValue | undefined => {
  switch (value?.type) {
    case 'text':
    case 'number':
    case 'choice':
    case 'date':
    case 'checkbox':
    case 'relation':
      return writtenOf(value);
    default:
      return undefined;
  }
};

/** Texts that are empty, boxes that are not ticked, and what was never written are the same to whoever looks. */
const settled = (value: WrittenValue | undefined): string =>
  value === undefined || value === '' || value === false || value === null || (Array.isArray(value) && value.length === 0)
    ? 'null'
    : JSON.stringify(value);
export const isSame = (a: WrittenValue | undefined, b: WrittenValue | undefined): boolean => settled(a) === settled(b);

/** What of `fields` is not there yet, by what is known to have been written; what is being written may be there or not, so it is written again. */
export const missingOf = (fields: Fields, wrote: Written, writing: Written | null): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, write]) => !isSame(writtenOf(write), wrote[name]) || (writing !== null && Object.hasOwn(writing, name)),
    ),
  );

export const allWritten = (fields: Fields): Written =>
  Object.fromEntries(Object.entries(fields).map(([name, write]) => [name, writtenOf(write)]));
