import { z } from 'zod';
import { categoryId, requestId, userId, type CategoryId, type RequestId, type UserId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** An export of somebody else's time. Days `yyyymmdd`. */
export interface ExportOfOthers {
  /** Of the request that made it. */
  readonly id: RequestId;
  /** Who made it; null: it was posted by itself. */
  readonly by: UserId | null;
  /** ms */
  readonly at: number;
  /** As the formats of exports are named. */
  readonly format: string;
  readonly detail: string;
  readonly from: string;
  readonly to: string;
  /** The only category that was in it; null: all. */
  readonly category: CategoryId | null;
}

const day = z.string().regex(/^\d{8}$/);
export const exportOfOthers: z.ZodType<ExportOfOthers> = z.looseObject({
  id: z.string().max(60).transform(requestId),
  by: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(userId)
    .nullable(),
  at: z.int(),
  format: z.string().max(20),
  detail: z.string().max(20),
  from: day,
  to: day,
  category: z.string().max(100).transform(categoryId).nullable(),
});

/** So many are kept in the document; the rows of the ledger keep all of them for good. */
export const EXPORTED_KEPT = 20;

/** Exports of this member's time that others made. It belongs to the member: who exported their time stands in their own export, and goes when they are erased. */
export const exportsOfMember = defineDocument({
  name: 'exports-of-member',
  scope: 'member',
  // Newest first.
  fields: { list: z.array(exportOfOthers).default([]) },
});

/** Exports of the time of all members of a space. */
export const exportsOfTeam = defineDocument({
  name: 'exports-of-team',
  scope: 'space',
  // Newest first.
  fields: { list: z.array(exportOfOthers).default([]) },
});
