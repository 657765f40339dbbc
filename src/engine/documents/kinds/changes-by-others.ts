import { z } from 'zod';
import { requestId, userId, type RequestId, type UserId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** A change that somebody else made of a member's entries: the ledger has it under this request. */
export interface ChangeByOther {
  readonly id: RequestId;
  readonly by: UserId;
  /** ms */
  readonly at: number;
  /** Empty when none was given. */
  readonly reason: string;
  /** It is a whole import of theirs, kept in the document `imports` of `by`, and told as one; null: the ledger has it under `id`. */
  readonly imported: { readonly run: string; readonly what: 'stored' | 'takenBack' } | null;
}

const change: z.ZodType<ChangeByOther> = z.looseObject({
  id: z.string().max(60).transform(requestId),
  by: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(userId),
  at: z.int(),
  reason: z.string().max(400),
  imported: z
    .looseObject({ run: z.string().max(40), what: z.enum(['stored', 'takenBack']) })
    .nullable()
    .default(null),
});
const list: z.ZodType<readonly ChangeByOther[]> = z.array(change);

/** Changes that are kept until a member is told; of more only the newest. */
export const UNTOLD_MAX = 50;

/** What others changed of a member's time, until the member has been told. The ledger's rows of this document keep the reasons for good. */
export const changesByOthers = defineDocument({
  name: 'changes-by-others',
  scope: 'member',
  fields: {
    /** Oldest first. */
    untold: list.default([]),
  },
});
