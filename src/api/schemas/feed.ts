import { z } from 'zod';
import { Moment, SpaceIdText, UserIdText } from './common.js';
import { Entry } from './time.js';

/** A session in what happens: as an entry, but for the version, which is of use only to whoever has asked for it. */
export const FeedSession = Entry.omit({ version: true });
export type FeedSession = z.output<typeof FeedSession>;

/** Something that happened: what a webhook is sent, and what the live events of a space tell. */
export const FeedChange = z.object({
  /** The same however often it is told. */
  id: z.string(),
  /** What happened: an event of webhooks, or `test`. */
  type: z.string(),
  space: SpaceIdText,
  at: Moment,
  /** Whose time it is about; null: the server's. */
  member: UserIdText.nullable(),
  /** Who did it; null: nobody, it happened by itself. */
  actor: UserIdText.nullable(),
  /** From where: `command`, `button`, `api`, ... */
  source: z.string(),
  /** What the history calls it. */
  event: z.string(),
  before: FeedSession.nullable(),
  after: FeedSession.nullable(),
  /** The kind of what was changed besides time. */
  document: z.string().nullable(),
  /** Which keys of it, two levels deep. */
  changed: z.array(z.string()),
});
export type FeedChange = z.output<typeof FeedChange>;
