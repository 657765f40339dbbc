import type { Entry } from '../../core/contract.js';
import type { Context } from '../../core/context.js';
import { categoryName } from '../../parts/category.js';
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

/** What a reader who does not see the grid is told of an entry. */
export const labelOf = (context: Context, shown: Shown, worked: string): string => {
  const { t, format, zone } = context;
  const { entry, times, isRunning } = shown;
  const name = shown.category === null ? t('sheet.newEntry') : categoryName(context, shown.category);
  const note = entry?.note ?? null;
  const parts = [
    name,
    t(isRunning ? 'sheet.runsSince' : 'sheet.fromTo', {
      from: format.moment(times.start, zone),
      to: format.clock(times.end, zone),
    }),
    worked,
    ...(note === null ? [] : [note]),
    ...(entry?.status === 'ENDED_UNCONFIRMED' ? [t('sheet.unconfirmed')] : []),
  ];
  return parts.join(', ');
};
