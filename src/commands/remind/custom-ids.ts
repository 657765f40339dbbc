import { z } from 'zod';
import { repeatIn, repeatCode, wallAt, type Series } from '../../domain/reminders/recurrence.js';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const owner = FIELDS.user;
/** The server that it is about, since a direct message is in none; `-` for the member's own space. */
const place = z.string().regex(/^(?:-|\d{1,20})$/);
const id = z.string().regex(/^[\da-z]{1,26}$/);
const due = z.string().regex(/^[\da-z]{1,9}$/);

/** `d`: a direct message; `a`: the same, and keeping it allows direct messages; `c`: the channel where it stands; `n`: the page of Notion on the message. */
const goes = z.enum(['d', 'a', 'c', 'n']);
const role = z.string().regex(/^(?:-|\d{1,20})$/);
/** One that is there already, or `-`. */
const which = z.string().regex(/^(?:-|[\da-z]{1,26})$/);
/** How often, and at which minute of the day; `-` for once. */
const series = z.string().regex(/^(?:-|\d{1,3}[dwm]\d{0,7}-\d{1,4})$/);
const draft = { owner, goes, role, which };

export const REMIND_IDS = {
  /** Keeps what the message shows. `at` `-`: the time of one that is there stays as it is. */
  keep: defineRoute('remind-keep', { ...draft, at: FIELDS.moment, series }),
  /** The button that opens the form, and the form. `repeat`: the option that was chosen beside the text. */
  change: defineRoute('remind-change', { ...draft, repeat: z.string().regex(/^(?:-|[a-zA-Z]{1,10})$/) }),
  form: defineRoute('remind-form', { ...draft, repeat: z.string().regex(/^(?:-|[a-zA-Z]{1,10})$/) }),
  /** The answers to one that has come. */
  done: defineRoute('remind-done', { owner, place, id, due }),
  snooze: defineRoute('remind-snooze', { owner, place, id, due, by: z.enum(['10', '60', 'morning']) }),
  other: defineRoute('remind-at', { owner, place, id, due }),
  otherForm: defineRoute('remind-at-form', { owner, place, id, due }),
};

export type DraftTo = z.output<typeof goes>;

export const seriesText = (one: Series | null): string => (one === null ? '-' : `${repeatCode(one.repeat)}-${one.minute}`);

/** The series that `seriesText` wrote, which begins with the moment `at` (ms) in a zone; null for once. */
export const seriesIn = (text: string, at: number, zone: string): Series | null => {
  const [code = '', minute] = text.split('-');
  const repeat = repeatIn(code);
  if (repeat === null || minute === undefined || Number(minute) > 1_439) return null;
  return { from: wallAt(at, zone).day, minute: Number(minute), zone, repeat };
};
