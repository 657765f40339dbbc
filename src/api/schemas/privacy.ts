import { z } from 'zod';
import { Moment, UserIdText } from './common.js';

/** On the boards of the server: `server` is as the server says of those who have not said anything. */
export const BoardsChoice = z.enum(['yes', 'no', 'server']);

export const Privacy = z
  .object({
    /** What is kept of you, in figures: of this space, and what you have chosen for everywhere. */
    kept: z.object({
      entries: z.number().int(),
      /** Start of the first entry and end of the last one; null without entries. */
      first: Moment.nullable(),
      last: Moment.nullable(),
      isOnTheClock: z.boolean(),
      /** Is every change of your time remembered? */
      hasHistory: z.boolean(),
      /** Names of the kinds of documents that are stored. */
      documents: z.array(z.string()),
      /** Changes that could not be applied and that you have not been told of yet. */
      untold: z.number().int(),
      /** In how many spaces in all something is kept. */
      spaces: z.number().int(),
    }),
    /** What others see of you in this space. */
    sharing: z.object({
      /** Null in your own space, which has no boards. */
      boards: BoardsChoice.nullable(),
      /** Have you agreed that insights are made of your time? */
      insights: z.boolean(),
      /** Who sees them besides you; nobody while you have not agreed. */
      insightsFor: z.object({ roles: z.array(z.string()), members: z.array(UserIdText) }),
    }),
  })
  .meta({ id: 'Privacy' });
export type Privacy = z.output<typeof Privacy>;

/** What is left out stays as it is. */
export const PrivacyPatch = z.strictObject({
  sharing: z.strictObject({ boards: BoardsChoice.optional(), insights: z.boolean().optional() }),
});
