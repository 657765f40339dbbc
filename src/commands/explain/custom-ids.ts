import { z } from 'zod';
import { addDays } from '../../domain/calendar.js';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner, session, page } = FIELDS;

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
  entry: defineRoute('explain-entry', { owner, session, page }),
  verify: defineRoute('verify', { page }),
};
