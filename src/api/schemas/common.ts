import { z } from 'zod';

/*
 * What the API says, and the page reads. Moments are ISO 8601 with an offset (ms where there are any), lengths of time are seconds, days are
 * `yyyy-mm-dd`, and periods are half-open: `[from, to)`.
 */

/** As it is answered: ISO 8601 in UTC or with the offset of the zone that the answer names. */
export const Moment = z.iso
  .datetime({ offset: true })
  .meta({ description: 'ISO 8601 with offset', examples: ['2026-03-09T08:00:00.000Z'] });
export const Day = z.iso.date().meta({ description: 'A day of a calendar', examples: ['2026-03-09'] });
/** Can be counted on from: the weeks around it have days too. */
const isCountable = (day: string): boolean => day >= '1970-01-01' && day < '9999-01-01';
/** A day that somebody asks for. */
export const AskedDay = Day.refine(isCountable, 'must lie between 1970 and 9998');
export const Seconds = z.number().meta({ description: 'A length of time in seconds' });
export const SpaceIdText = z
  .string()
  .regex(/^[gu]\d{1,20}$/)
  .meta({ description: '`g` and the id of a server, or `u` and the id of a person for their own space', examples: ['g1001'] });
export const UserIdText = z
  .string()
  .regex(/^\d{1,20}$/)
  .meta({ description: "A user's id at Discord" });

/** A page of a longer list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    /** Hand it in as `cursor` for the next page; null at the end. */
    next: z.string().nullable(),
  });

/** RFC 9457. `code` is a code of ours (domain/errors.ts), and says the same as in Discord. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    /** What the code's sentence is about. */
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    /** Of a request that is not as it should be: what is wrong where. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** To name when asking for help. */
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem' });
