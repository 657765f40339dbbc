import { z } from 'zod';

const note = z.string().max(200).nullable();
const session = z
  .string()
  .min(1)
  .max(60)
  .meta({ description: 'Only if this session is the one on the clock; else STALE_CONTROL' });

export const ClockIn = z.strictObject({
  /** Its id or its name. In your own space a new name makes a category. */
  category: z.string().min(1).max(100),
  note: note.optional(),
  /**
   * A session of the same category ended only a moment ago (setting `resumeGrace`): refuse (SESSION_RESUMABLE), go on with it, so that what lies between becomes a break, or
   * begin a new one.
   */
  whenResumable: z.enum(['refuse', 'goOn', 'begin']).default('refuse'),
});
export const ClockOut = z.strictObject({
  /** Left out keeps the note. */
  note: note.optional(),
  session: session.optional(),
});
export const OnActive = z.strictObject({ session: session.optional() });
export const Switch = z.strictObject({
  category: z.string().min(1).max(100),
  /** Of the session that begins. */
  note: note.optional(),
  session: session.optional(),
});
export const SetNote = z.strictObject({ note, session: session.optional() });
