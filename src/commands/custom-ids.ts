import { z } from 'zod';
import { categoryId, sessionId, userId, type UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { SessionControls } from '../views/session-card.js';
import { defineRoute } from './kit/custom-id.js';

const owner = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(userId);
const session = z
  .string()
  .regex(/^[\w-]{1,40}$/)
  .transform(sessionId);
const category = z.string().min(1).max(60).transform(categoryId);
const page = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);

/** Custom ids of the clock and of categories; a feature with many of its own keeps them beside its code. `owner`: the only one who may use it. */
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
