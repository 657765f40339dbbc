import { z } from 'zod';
import { isDay } from '../../domain/week.js';
import { userId } from '../../domain/ids.js';
import { defineRoute } from '../kit/custom-id.js';

const owner = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(userId);
/** The first day of the week that is shown, `yyyymmdd`. */
const week = z
  .string()
  .regex(/^(?:19[7-9]\d|20\d\d|2100)\d{4}$/)
  .refine(isDay);

export const TARGET_IDS = {
  week: defineRoute('targets', { owner, week }),
};
