import { z } from 'zod';
import { requestId, userId, type RequestId, type UserId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** What an import has stored of somebody else's time. */
export interface StoredOfOther {
  readonly user: UserId;
  readonly entries: number;
  readonly ms: number;
  readonly from: number;
  readonly to: number;
}

/** An import as it is kept. Moments and lengths in ms. */
export interface KeptImport {
  /** The requests that store its entries are `<id>.<n>`. */
  readonly id: string;
  /** The request that began it, and the one that began to take it back. */
  readonly request: RequestId;
  readonly undoRequest: RequestId | null;
  readonly name: string;
  readonly format: string;
  readonly state: string;
  readonly begunAt: number;
  readonly endedAt: number | null;
  readonly done: number;
  readonly of: number;
  readonly stored: number;
  readonly left: number;
  readonly ms: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly members: readonly UserId[];
  /** What was stored of members other than the one who imports, so that they can be told. */
  readonly others: readonly StoredOfOther[];
  /** Entries that stayed when it was taken back, and the first of them. */
  readonly staying: number;
  readonly stayed: readonly {
    readonly user: UserId;
    readonly startedAt: number;
    readonly endedAt: number;
    readonly because: string;
  }[];
  readonly error: string | null;
}

const user = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(userId);
const stays = z.looseObject({ user, startedAt: z.int(), endedAt: z.int(), because: z.string().max(20) });

const ofOther = z.looseObject({ user, entries: z.int(), ms: z.int(), from: z.int(), to: z.int() });

export const keptImport: z.ZodType<KeptImport> = z.looseObject({
  id: z.string().max(40),
  request: z.string().max(60).transform(requestId),
  undoRequest: z.string().max(60).transform(requestId).nullable(),
  name: z.string().max(200),
  format: z.string().max(20),
  state: z.string().max(20),
  begunAt: z.int(),
  endedAt: z.int().nullable(),
  done: z.int(),
  of: z.int(),
  stored: z.int(),
  left: z.int(),
  ms: z.int(),
  from: z.int().nullable(),
  to: z.int().nullable(),
  members: z.array(user),
  others: z.array(ofOther).default([]),
  staying: z.int(),
  stayed: z.array(stays),
  error: z.string().max(60).nullable(),
});

/** So many are kept of one person in one space; older ones cannot be taken back any more. */
export const IMPORTS_KEPT = 50;

/** The imports that a member began in a space, so that each can be looked at and taken back as one. Newest first. */
export const imports = defineDocument({
  name: 'imports',
  scope: 'member',
  fields: { list: z.array(keptImport).default([]) },
});
