import { z } from 'zod';
import { isDay } from '../../domain/week.js';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner, marksOfCategory: category, page } = FIELDS;
/** What time the board is over: a day, week or month by a day of it, a season by its id, or all. */
const time = z.union([
  z.literal('all'),
  z.string().regex(/^s\d{1,6}$/),
  z
    .string()
    .regex(/^[dwm](?:19[7-9]\d|20\d\d|2100)\d{4}$/)
    .refine((text) => isDay(text.slice(1))),
]);
/** Who sees the message: whoever asked, or everybody. */
const seen = z.enum(['me', 'all']);

export type Seen = z.output<typeof seen>;

export const BOARD_IDS = {
  /** A page of a board. */
  page: defineRoute('board', { owner, time, category, page, seen }),
  /** The same, told apart by the label of its button: two buttons of one message may lead to the same page. */
  first: defineRoute('board-first', { owner, time, category, seen }),
  own: defineRoute('board-own', { owner, time, category, seen }),
  /** The menu of other times. */
  times: defineRoute('board-times', { owner, category, seen }),
};
