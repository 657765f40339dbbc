import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../domain/session.js';
import type { Due } from '../../domain/tasks.js';
import type { NotionDate, PropertyValue } from './api/values.js';

const HOUR = 3_600_000;

/** A number, whether it was typed or a formula came to it. */
export const numberIn = (value: PropertyValue | undefined): number | null => {
  const found = value?.type === 'number' ? value.number : value?.type === 'formula' ? value.value : null;
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
};

/** A choice, a status, or a text. */
export const wordIn = (value: PropertyValue | undefined): string | null => {
  if (value?.type === 'choice') return value.name;
  if (value?.type === 'text') return value.text === '' ? null : value.text;
  return value?.type === 'formula' && typeof value.value === 'string' && value.value !== '' ? value.value : null;
};

/** Hours as ms; null for nothing, or for what is no length of time. */
export const hoursIn = (value: PropertyValue | undefined): number | null => {
  const hours = numberIn(value);
  return hours === null || hours <= 0 ? null : Math.round(hours * HOUR);
};

/** Only a box that is there and not ticked leaves a task out. */
export const isAuto = (value: PropertyValue | undefined): boolean => {
  if (value?.type === 'checkbox') return value.checked;
  return !(value?.type === 'formula' && value.value === false);
};

const dateIn = (value: PropertyValue | undefined): NotionDate | null => {
  if (value?.type === 'date') return value.date;
  return value?.type === 'formula' && typeof value.value === 'object' ? value.value : null;
};

/** Of a range the end, before which it has to be done. */
export const dueIn = (value: PropertyValue | undefined): Due | null => {
  const date = dateIn(value);
  if (date === null) return null;
  const written = date.end ?? date.start;
  if (!written.includes('T')) return { kind: 'day', day: written.slice(0, 10).replaceAll('-', '') };
  const at = momentOf(written, date.timeZone);
  return at === null ? null : { kind: 'moment', at };
};

/** When it is planned: a range of times, or a time from which on it takes `lengthMs`. Days without a time are no plan. */
export const plannedIn = (value: PropertyValue | undefined, lengthMs: number): readonly Interval[] => {
  const date = dateIn(value);
  if (date?.start.includes('T') !== true) return [];
  const start = momentOf(date.start, date.timeZone);
  if (start === null) return [];
  const end = date.end === null ? start + lengthMs : momentOf(date.end, date.timeZone);
  return end === null || end <= start ? [] : [{ start, end }];
};

const momentOf = (written: string, zone: string | null): number | null => {
  try {
    return zone === null
      ? Temporal.Instant.from(written).epochMilliseconds
      : Temporal.PlainDateTime.from(written).toZonedDateTime(zone).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** A moment (ms) as Notion takes it, in the zone of the member, so that people see their own time: `2026-12-07T09:00:00+01:00`. */
export const writtenMoment = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
