import type { Receipt } from '../flat/receipt.js';
import { cutLine, hours, receiptLines } from '../flat/summary.js';
import type { Rows } from './rows.js';

/** Activities with hours of their own in a summary. */
const NAMED = 8;

/** What an upload came to, in lines. */
export const summaryOf = (since: string, { rows, running, cut }: Rows, receipt: Receipt): string => {
  const sums = new Map<string, number>();
  for (const { activity_type, duration } of rows) sums.set(activity_type, (sums.get(activity_type) ?? 0) + duration);
  const sorted = [...sums].sort(([, one], [, other]) => other - one);
  const others = sorted.slice(NAMED).reduce((sum, [, amount]) => sum + amount, 0);
  return [
    `Timewarrior, ${since === 'all' ? 'everything' : `since ${since}`}: ${rows.length === 1 ? '1 interval' : `${rows.length} intervals`}`,
    ...sorted.slice(0, NAMED).map(([activity, amount]) => `  ${activity}: ${hours(amount)}`),
    ...(sorted.length > NAMED ? [`  ${sorted.length - NAMED} other activities: ${hours(others)}`] : []),
    ...receiptLines(receipt),
    ...cutLine(cut),
    ...(running > 0 ? ['one interval is running; it comes when it is over'] : []),
  ].join('\n');
};
