import { z } from 'zod';
import { categoryId, sessionId, type CategoryId, type SessionId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** Something that happened to a member without a click of anybody. */
export type ByItself =
  /** A session ended; why and when stands with the entry. */
  | { readonly what: 'ended'; readonly at: number; readonly session: SessionId }
  /** Joining a voice channel did not clock the member in, for this reason (an error's code and what it is about). */
  | {
      readonly what: 'notClockedIn';
      readonly at: number;
      readonly category: CategoryId;
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
    };

const at = z.int();
const one: z.ZodType<ByItself> = z.discriminatedUnion('what', [
  z.looseObject({ what: z.literal('ended'), at, session: z.string().max(60).transform(sessionId) }),
  z.looseObject({
    what: z.literal('notClockedIn'),
    at,
    category: z.string().max(60).transform(categoryId),
    code: z.string().max(60),
    params: z.record(z.string().max(40), z.union([z.string().max(400), z.number()])),
  }),
]);
const list: z.ZodType<readonly ByItself[]> = z.array(one);

/** What happened by itself, until the member has been told. */
export const byItself = defineDocument({
  name: 'by-itself',
  scope: 'member',
  fields: {
    /** Oldest first. */
    untold: list.default([]),
  },
});
