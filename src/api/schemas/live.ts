import { z } from 'zod';
import { Moment, UserIdText } from './common.js';
import { FeedChange } from './feed.js';

/** `change`: something of whoever listens. */
export const OwnChange = FeedChange;

/** `clock`: somebody is on the clock now, or is not any more; as much as whoever listens may see by /who. */
export const ClockChange = z.object({
  member: UserIdText,
  at: Moment,
  /** Null: off the clock. */
  on: z
    .object({
      since: Moment,
      /** These are left out where only the presence of others is to be seen. */
      session: z.string().optional(),
      category: z.string().optional(),
      pausedSince: Moment.nullable().optional(),
    })
    .nullable(),
});
export type ClockChange = z.output<typeof ClockChange>;

/** `request`: a member asked for approval of a change, or a request of theirs was answered or withdrawn; for those who may approve. */
export const RequestChange = z.object({ member: UserIdText, at: Moment });
export type RequestChange = z.output<typeof RequestChange>;

/** `settings`: something that all members of the space have in common was changed: settings, categories, permissions, seasons, ... */
export const SettingsChange = z.object({ at: Moment, document: z.string(), changed: z.array(z.string()) });
export type SettingsChange = z.output<typeof SettingsChange>;
