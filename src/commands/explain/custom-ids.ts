import { z } from 'zod';
import { addDays } from '../../domain/calendar.js';
import { sessionId, userId } from '../../domain/ids.js';
import { defineRoute } from '../kit/custom-id.js';

const owner = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(userId);
const page = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);

/** `yyyymmdd`, and a date that there is. */
const day = z
  .string()
  .regex(/^(?:19|20)\d{6}$/)
  .refine((text) => {
    try {
      return addDays(text, 0) === text;
    } catch {
      return false;
    }
  });

/** Custom ids of `/explain` and of `/admin verify`: pages. */
export const EXPLAIN_IDS = {
  day: defineRoute('explain-day', { owner, day, page }),
  entry: defineRoute('explain-entry', {
    owner,
    session: z
      .string()
      .regex(/^[\w.-]{1,40}$/)
      .transform(sessionId),
    page,
  }),
  verify: defineRoute('verify', { page }),
};
