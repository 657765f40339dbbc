import { z } from 'zod';
import { SCHEDULES, type BoardPost } from '../../../domain/board-posts.js';
import { isErrorCode, type ErrorCode } from '../../../domain/errors.js';
import { categoryId, channelId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

const post = z.looseObject({
  id: z.string().regex(/^\d{1,6}$/),
  channel: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(channelId),
  every: z.enum(SCHEDULES),
  category: z.string().max(100).transform(categoryId).nullable(),
  next: z.string().regex(/^\d{8}$/),
  // A code of another version is a problem as well.
  problem: z
    .string()
    .transform((code): ErrorCode => (isErrorCode(code) ? code : 'UNEXPECTED'))
    .nullable()
    .default(null),
});
const list: z.ZodType<readonly BoardPost[]> = z.array(post);

/** Leaderboards of a space that are posted by themselves. */
export const boardPosts = defineDocument({
  name: 'board-posts',
  scope: 'space',
  fields: {
    list: list.default([]),
    /** How many were ever declared: no id is given twice. */
    declared: z.int().min(0).default(0),
  },
});
