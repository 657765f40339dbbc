import { z } from 'zod';
import { channelId, messageId, sessionId, type ChannelId, type MessageId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** A question whether somebody still works. */
export interface AskedOnce {
  /** ms */
  readonly at: number;
  /** Has the member been shown it? Else it comes with the next private reply. */
  readonly shown: boolean;
  /** Where it stands in a channel, so that its buttons can go when they are of no use any more. */
  readonly message?: { readonly channel: ChannelId; readonly id: MessageId } | null | undefined;
}

const id = z.string().regex(/^\d{1,20}$/);
const message = z.object({ channel: id.transform(channelId), id: id.transform(messageId) });
const reminder: z.ZodType<AskedOnce> = z.looseObject({ at: z.int(), shown: z.boolean(), message: message.nullish() });
const list: z.ZodType<readonly AskedOnce[]> = z.array(reminder);

/** What a member was asked of the session on the clock, and when they said last that they go on. Of another session than `session` it says nothing. */
export const stillWorking = defineDocument({
  // What is stored keeps its name: today's word for `reminders` is what members ask for themselves (`reminder-list`).
  name: 'reminders',
  scope: 'member',
  fields: {
    session: z.string().max(60).transform(sessionId).nullable().default(null),
    /** ms */
    goOnAt: z.int().nullable().default(null),
    /** Oldest first. */
    asked: list.default([]),
  },
});
