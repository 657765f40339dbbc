import { z } from 'zod';
import data from '../../../data/score.json' with { type: 'json' };

export const COMPONENTS = ['consistency', 'balance', 'patterns', 'quality', 'focus', 'trend'] as const;
export type ComponentName = (typeof COMPONENTS)[number];

const share = z.number().min(0).max(1);
const above = z.number().positive();

/** Weights and bounds of the score, `data/score.json`; `docs/analytics.md` gives the reason of each. */
export const RULES = z
  .strictObject({
    weights: z.record(z.enum(COMPONENTS), above),
    windowDays: z.int().positive(),
    referenceDays: z.int().positive(),
    activeDaysNeeded: z.int().positive(),
    balance: z.strictObject({
      shares: z.strictObject({ aim: above, breaks: above, longDays: above }),
      breakFromHours: above,
      breakMinutes: above,
      longDayHours: above,
      tooLongDayHours: above,
    }),
    patterns: z.strictObject({ share, hoursNeeded: above, daysNeeded: z.int().positive(), neutral: share }),
    quality: z.strictObject({
      fragmentMinutes: above,
      goodFromMinutes: above,
      goodToMinutes: above,
      longMinutes: above,
      longWorth: share,
      unconfirmed: share,
      corrected: share,
      endedForThem: share,
      correctedShare: share,
      correctedMinutes: above,
      middling: above,
    }),
    focus: z.strictObject({ fullMinutes: above, gapMinutes: above }),
    trend: z.strictObject({ noise: above, steepness: above, daysNeeded: z.int().positive() }),
  })
  .parse(data);
