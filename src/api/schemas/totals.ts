import { z } from 'zod';
import { AskedDay, Day } from './common.js';

export const TotalsQuery = z.object({
  from: AskedDay.meta({ description: 'The first day, by the days of the space' }),
  to: AskedDay.meta({ description: 'The day after the last one: the period is half-open' }),
  by: z.enum(['day', 'week', 'month']).default('day'),
});

export const TargetList = z.object({
  /** The week that was asked for, `[from, to)`. */
  week: z.object({ from: Day, to: Day }),
  targets: z.array(
    z.object({
      category: z.string(),
      minutes: z.number().int(),
      /** Done of it in that week, what runs included. */
      seconds: z.number(),
    }),
  ),
});
export const WeekQuery = z.object({ day: AskedDay.optional().meta({ description: 'Any day of the week; today unless told' }) });
export const TargetInput = z.strictObject({
  minutes: z
    .number()
    .int()
    .min(0)
    .max(168 * 60),
  from: AskedDay.optional().meta({ description: 'A day of the first week that it holds for; this week unless told' }),
});
export const TargetParams = z.object({ space: z.string(), category: z.string().min(1).max(100) });
