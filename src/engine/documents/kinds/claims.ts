import { z } from 'zod';
import { sessionId, type SessionId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** A session that ended by itself, when its member was last there; what ran on after that may have been work. */
export interface Claim {
  readonly session: SessionId;
  /** When it ended, and until when the clock ran, ms. */
  readonly endedAt: number;
  readonly ranUntil: number;
  /** Has the member said what is right? */
  readonly settled: boolean;
}

const claim: z.ZodType<Claim> = z.looseObject({
  session: z.string().max(60).transform(sessionId),
  endedAt: z.int(),
  ranUntil: z.int(),
  settled: z.boolean(),
});
const list: z.ZodType<readonly Claim[]> = z.array(claim);

/** What a member may still claim of sessions that ended by themselves. It is noted before they end: of one that ended in another way it says nothing. */
export const claims = defineDocument({
  name: 'claims',
  scope: 'member',
  fields: {
    /** Oldest first. */
    list: list.default([]),
  },
});
