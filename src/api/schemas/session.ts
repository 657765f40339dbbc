import { z } from 'zod';
import { Moment, UserIdText } from './common.js';

/** `GET /api/v1/session`: who has logged in to the page, and what it needs to begin. TOKEN_INVALID (401) when nobody has. */
export const PageSession = z.object({
  /** As Discord shows them. */
  user: z.object({ id: UserIdText, name: z.string() }),
  /** For the header `x-csrf-token` of every write. */
  csrf: z.string(),
  /** Runs the installation: sees figures about all servers. */
  operator: z.boolean(),
  /** BCP 47, of the languages that there are: of the person's Discord, else of the browser. */
  language: z.string(),
  /** Servers of the bot that the person is in now; their own space is always there and is not among them. */
  servers: z.array(z.object({ space: z.string().regex(/^g\d{1,20}$/), name: z.string() })),
  /** False: Discord could not be asked, so servers may be missing. */
  complete: z.boolean(),
  /** Where the bot is added to a server. It shows here after the next login. Null: Discord has not been reached yet. */
  addToDiscord: z.string().nullable(),
  version: z.string(),
});
export type PageSession = z.infer<typeof PageSession>;

/** `GET /api/v1/visitor`: the same for whoever may have logged in; null: nobody has. That is an answer and no refusal, which browsers would note as a mistake. */
export const PageVisitor = z.object({ session: PageSession.nullable() });
export type PageVisitor = z.infer<typeof PageVisitor>;

/** `GET /api/v1/sessions`: the browsers in which the person has logged in, the one used last first. */
export const PageSessions = z.object({
  items: z.array(
    z.object({
      /** For `DELETE /api/v1/sessions/:id`. */
      id: z.string(),
      createdAt: Moment,
      /** To within an hour. */
      usedAt: Moment,
      /** The one that asks. */
      current: z.boolean(),
    }),
  ),
});
export type PageSessions = z.infer<typeof PageSessions>;
