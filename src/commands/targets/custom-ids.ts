import { z } from 'zod';
import { isDay } from '../../domain/week.js';
import { FIELDS } from '../custom-ids.js';
import { defineRoute } from '../kit/custom-id.js';

const { user: owner } = FIELDS;
/** The first day of the week that is shown, `yyyymmdd`. */
const week = z
  .string()
  .regex(/^(?:19[7-9]\d|20\d\d|2100)\d{4}$/)
  .refine(isDay);

export const TARGET_IDS = {
  week: defineRoute('targets', { owner, week }),
};
