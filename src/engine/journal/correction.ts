import { z } from 'zod';
import type { CommandType, SessionCommand } from '../../domain/commands.js';
import type { Counting } from '../../domain/counting.js';
import { categoryId, sessionId } from '../../domain/ids.js';
import { END_REASONS, type Session } from '../../domain/session.js';
import { CorruptData } from '../codec/blob.js';

const whole = z.int();
const id = z.string().transform(sessionId);
const category = z.string().transform(categoryId);
const note = z.string().nullable();
const pauses = z.array(z.object({ start: whole, end: whole }));
const overrideMs = whole.nullable();
const entry = z.object({ category, note, startedAt: whole, endedAt: whole, pauses, overrideMs });
const patch = z.object({
  category: z.exactOptional(category),
  note: z.exactOptional(note),
  startedAt: z.exactOptional(whole),
  endedAt: z.exactOptional(whole),
  pauses: z.exactOptional(pauses),
  overrideMs: z.exactOptional(overrideMs),
});
const counting: z.ZodType<Counting> = z.object({ zone: z.string(), dayStart: whole, boundary: z.enum(['split', 'start']) });
const session: z.ZodType<Session> = z.object({
  id,
  category,
  status: z.enum(['RUNNING', 'PAUSED', 'ENDED_UNCONFIRMED', 'ENDED_CONFIRMED']),
  note,
  startedAt: whole,
  pauses,
  pausedSince: whole.nullable(),
  endedAt: whole.nullable(),
  endReason: z.enum(END_REASONS).nullable(),
  overrideMs,
  counting: counting.nullable(),
});

const edit = z.object({ session: id, patch });
const amongOthers = { also: z.exactOptional(edit), apart: z.exactOptional(z.boolean()) };

/** The commands that are written in words: no click makes them, or seldom. */
const CORRECTIONS = {
  switch: z.object({ type: z.literal('switch'), session: id, category, note, from: z.exactOptional(id) }),
  addEntry: z.object({ type: z.literal('addEntry'), session: id, entry, ...amongOthers }),
  editEntry: z.object({ type: z.literal('editEntry'), session: id, patch, ...amongOthers }),
  deleteEntry: z.object({ type: z.literal('deleteEntry'), session: id }),
  importEntries: z.object({ type: z.literal('importEntries'), entries: z.array(entry.extend({ session: id })) }),
  recount: z.object({ type: z.literal('recount'), sessions: z.array(id) }),
  confirmUnchanged: z.object({ type: z.literal('confirmUnchanged'), entry: session }),
  endAt: z.object({ type: z.literal('endAt'), session: id, endedAt: whole.nullable(), reason: z.enum(END_REASONS) }),
  undo: z.object({
    type: z.literal('undo'),
    changes: z.array(z.object({ before: session.nullable(), after: session.nullable() })),
    apart: z.exactOptional(z.boolean()),
  }),
} as const satisfies { readonly [Type in CommandType]?: z.ZodType<Extract<SessionCommand, { readonly type: Type }>> };

export type CorrectionType = keyof typeof CORRECTIONS;
type Correction = Extract<SessionCommand, { readonly type: CorrectionType }>;

export const isCorrection = (command: SessionCommand): command is Correction => Object.hasOwn(CORRECTIONS, command.type);
export const isCorrectionType = (type: CommandType): type is CorrectionType => Object.hasOwn(CORRECTIONS, type);

/** As JSON. */
export const textOfCorrection = (command: Correction): string => JSON.stringify(command);

/** @throws CorruptData */
export const correctionOf = (type: CorrectionType, text: string): SessionCommand => {
  try {
    return CORRECTIONS[type].parse(JSON.parse(text));
  } catch (cause) {
    throw new CorruptData(`command ${type}: not readable`, { cause });
  }
};
