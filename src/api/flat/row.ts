import { z } from 'zod';
import { effectiveMs, measuredMs } from '../../domain/effective.js';
import type { Session } from '../../domain/session.js';

const HOUR = 3_600_000;
const text = (max: number) => z.string().max(max);
const moment = z.iso.datetime({ offset: true });

/**
 * A row of the flat interface. Times are ISO 8601, `duration` is hours with two decimals, `activity_start_end` names the row. Exports of spreadsheets leave their line
 * ends behind, so texts are trimmed.
 */
export const FlatRow = z.looseObject({
  activity_start_end: text(300).trim().optional(),
  year: z.union([text(10), z.number()]).optional(),
  activity_type: text(100).trim().min(1),
  start: text(40).trim().pipe(moment),
  end: text(40).trim().pipe(moment),
  duration: z
    .union([
      z.number(),
      text(20)
        .trim()
        .regex(/^\d+([.,]\d+)?$/),
    ])
    .nullish(),
  description: text(2_000).trim().nullish(),
});
export type FlatRow = z.output<typeof FlatRow>;

/** As it is answered. */
export const FlatAnswer = z.object({
  activity_start_end: z.string(),
  year: z.string(),
  activity_type: z.string(),
  start: z.string(),
  end: z.string(),
  duration: z.number(),
  description: z.string(),
});

const secondText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const hoursOf = (ms: number): number => Math.round((ms / HOUR) * 100) / 100;

/** The name of a row that has none of its own. */
export const nameOf = (type: string, startedAt: number, endedAt: number): string =>
  `${type}_${secondText(startedAt)}_${secondText(endedAt)}`;

/** An ended entry as a row; its times to the second, its duration what counts of it. */
export const flatRow = (session: Session, category: string): z.output<typeof FlatAnswer> => {
  const { startedAt } = session;
  const endedAt = startedAt + measuredMs(session, startedAt);
  return {
    activity_start_end: nameOf(category, startedAt, endedAt),
    year: secondText(startedAt).slice(0, 4),
    activity_type: category,
    start: secondText(startedAt),
    end: secondText(endedAt),
    duration: hoursOf(effectiveMs(session, endedAt)),
    description: session.note ?? '',
  };
};

/** How a row's duration differs from its start and end, in hours; null when it does not, or says none. Its two decimals may be rounded either way. */
export const difference = (
  { duration }: Pick<FlatRow, 'duration'>,
  ms: number,
): { readonly said: number; readonly is: number } | null => {
  if (duration === undefined || duration === null) return null;
  const said = typeof duration === 'number' ? duration : Number(duration.replace(',', '.'));
  const is = hoursOf(ms);
  return Math.abs(said - ms / HOUR) > 0.0101 ? { said, is } : null;
};
