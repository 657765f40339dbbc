import { z } from 'zod';
import { LEAVE_KINDS, LEAVE_LIMITS } from '../../domain/leave.js';
import { AskedDay, Day } from './common.js';

export const Leave = z
  .object({
    /** Names it; its first day. */
    id: Day,
    from: Day,
    to: Day.meta({ description: 'The day after its last one: periods are half-open' }),
    kind: z.enum(LEAVE_KINDS),
    /** Empty for none. */
    note: z.string(),
  })
  .meta({ id: 'Leave' });
export const LeaveList = z.object({
  /** In the order of their days. */
  leaves: z.array(Leave),
  /** The day after the last one of the leave that goes on; null: none does. */
  until: Day.nullable(),
  /** Do those who see the time of others here see until when it lasts? */
  isShown: z.boolean(),
});
export type LeaveList = z.output<typeof LeaveList>;

export const LeaveInput = z.strictObject({
  from: AskedDay.meta({ description: 'The first day, by the calendar of whoever is on leave' }),
  to: AskedDay.meta({ description: 'The day after the last one' }),
  kind: z.enum(LEAVE_KINDS).default('holiday'),
  note: z.string().max(LEAVE_LIMITS.note).default(''),
});
export const LeaveParams = z.object({ space: z.string(), leave: AskedDay });
