import { dayOf } from '../../../../src/domain/calendar.js';
import type { Entry } from '../../core/contract.js';
import type { Context } from '../../core/context.js';
import type { Timed } from './lanes.js';
import type { Times } from './times.js';

/** An entry as a block of the grid: with the times that are shown, which may be those of a drag. */
export interface Shown extends Timed {
  readonly entry: Entry | null;
  readonly times: Times;
  readonly category: string | null;
  readonly isRunning: boolean;
  readonly isDraft: boolean;
}

/** `9:00 – 12:30`, with the days where they are not the same. */
export const spanText = ({ format, zone }: Context, { start, end }: Times, isRunning = false): string => {
  const clock = (ms: number): string => format.clock(ms, zone);
  if (isRunning) return `${clock(start)} –`;
  return `${clock(start)} – ${clock(end)}`;
};

/** What the place of a block in the grid says to those who see it, and its look: the day, whether it runs, and whether it is confirmed. */
export const unseenText = ({ t, format, zone }: Context, { entry, times, isRunning }: Shown): string => {
  const day = dayOf(times.start, zone);
  return [
    `${format.weekday(day, 'long')}, ${format.shortDay(day)}`,
    ...(isRunning ? [t('sheet.running')] : []),
    ...(entry?.status === 'ENDED_UNCONFIRMED' ? [t('sheet.unconfirmed')] : []),
  ].join(', ');
};
