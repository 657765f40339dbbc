import { z } from 'zod';
import { categoryId, requestId, sessionId, userId, type UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { SessionControls } from '../views/session-card.js';
import type { SummaryControls } from '../views/summary.js';
import { defineRoute } from './kit/custom-id.js';

const owner = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(userId);
/** Ids of entries and requests. An imported entry has the id of its request, a dot and its number. */
const id = z.string().regex(/^[\w.-]{1,40}$/);
const session = id.transform(sessionId);
const category = z.string().min(1).max(60).transform(categoryId);
const page = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);

/** A moment in base 36, or `-` for none: `momentText` and `momentIn` write and read it. */
const moment = z.string().regex(/^(?:-|[\da-z]{1,9})$/);
/** Letters, or `-` for none. */
const marks = z.string().regex(/^(?:-|[a-z]{1,6})$/);
/** An entry that is there, or `-` for one that is not yet. */
const sessionOrNew = z.union([z.literal('-'), session]);
/** A category as `categoryMark` shortens it, or `-` for all. */
const marksOfCategory = z.string().regex(/^(?:-|[\da-z]{1,7})$/);
/** What an entry is to become; what is longer stands on the message (`draft.ts`). */
const draft = { owner, session: sessionOrNew, start: moment, end: moment, marks };
const request = id.transform(requestId);

/** Fields of custom ids that other features have too. */
export const FIELDS = { user: owner, session, sessionOrNew, request, moment, marks, marksOfCategory, page };

export const momentText = (ms: number | null | undefined): string => (typeof ms === 'number' ? ms.toString(36) : '-');
export const momentIn = (text: string): number | null => (text === '-' ? null : Number.parseInt(text, 36));

/** Custom ids of the clock, of entries and categories; settings keep theirs beside their code. `owner`: the only one who may use it. */
export const IDS = {
  pause: defineRoute('pause', { owner, session }),
  resume: defineRoute('resume', { owner, session }),
  clockOut: defineRoute('out', { owner, session }),
  /** The button that opens the modal, and the modal. */
  editNote: defineRoute('edit-note', { owner, session }),
  note: defineRoute('note', { owner, session }),
  /** The form that a clock-out opens where a note is wanted. */
  clockOutNote: defineRoute('out-note', { owner, session }),
  /** The answers about a session below the minimum. */
  keepShort: defineRoute('keep-short', { owner, session }),
  deleteShort: defineRoute('delete-short', { owner, session }),
  /** A suggestion: clocks in. Only of guilds, whose category ids are short. */
  clockIn: defineRoute('in', { owner, category }),
  categories: defineRoute('categories', { page }),

  confirm: defineRoute('confirm', { owner, session }),
  reopen: defineRoute('reopen', { owner, session }),
  /** The buttons that open forms, and the forms. */
  adjust: defineRoute('adjust', { owner, session }),
  adjustForm: defineRoute('adjust-form', { owner, session }),
  entryNote: defineRoute('entry-note', { owner, session }),
  entryNoteForm: defineRoute('entry-note-form', { owner, session }),
  edit: defineRoute('edit', { owner, session }),
  editForm: defineRoute('edit-form', { owner, session }),
  editActiveForm: defineRoute('edit-active', { owner, session }),
  editFormWithName: defineRoute('edit-form-name', { owner, session }),
  editActiveFormWithName: defineRoute('edit-active-name', { owner, session }),
  /** Looks at a draft again, and stores one. */
  review: defineRoute('review', draft),
  save: defineRoute('save', draft),
  cancel: defineRoute('cancel', { owner }),
  delete: defineRoute('delete', { owner, session }),
  undo: defineRoute('undo', { owner, request }),
  /** After a clock-in within the grace time: go on with the last session, or begin a new one of its category. */
  goOn: defineRoute('go-on', { owner, session }),
  beginNew: defineRoute('begin-new', { owner, session }),
  /** A page of one's entries: `from` and `to` limit them, `at` and `skip` say where the page begins, `way` in which direction it goes. */
  entries: defineRoute('entries', {
    owner,
    from: moment,
    to: moment,
    category: marksOfCategory,
    way: z.enum(['older', 'newer']),
    at: moment,
    skip: page,
  }),
};

export const controlsOf = (member: UserId, { id }: Pick<Session, 'id'>): SessionControls => {
  const args = { owner: member, session: id };
  return {
    pause: IDS.pause.encode(args),
    resume: IDS.resume.encode(args),
    clockOut: IDS.clockOut.encode(args),
    editNote: IDS.editNote.encode(args),
  };
};

export const summaryControlsOf = (member: UserId, { id }: Pick<Session, 'id'>): SummaryControls => {
  const args = { owner: member, session: id };
  return {
    confirm: IDS.confirm.encode(args),
    reopen: IDS.reopen.encode(args),
    adjust: IDS.adjust.encode(args),
    editNote: IDS.entryNote.encode(args),
  };
};
