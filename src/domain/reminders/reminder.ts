import type { ErrorCode } from '../errors.js';
import type { ChannelId, RoleId } from '../ids.js';
import { nextAfter, type Series } from './recurrence.js';

/** Where a reminder goes. */
export type ReminderTarget =
  | { readonly kind: 'direct' }
  /** `role` is mentioned; null: nobody is. */
  | { readonly kind: 'channel'; readonly channel: ChannelId; readonly role: RoleId | null }
  /** A comment on a page of Notion that mentions these people; ids are Notion's. */
  | { readonly kind: 'notion'; readonly page: string; readonly people: readonly string[] };

/** An occurrence that was put off: it was due at `due` and comes at `at`, both ms. */
export interface Snoozed {
  readonly due: number;
  readonly at: number;
}

/** What somebody wants to be reminded of. */
export interface Reminder {
  /** Short: it stands in custom ids. */
  readonly id: string;
  readonly text: string;
  /** Of the member when it was set, BCP 47: what is for them alone is in it. */
  readonly locale: string;
  readonly target: ReminderTarget;
  /** Null: it comes once. */
  readonly series: Series | null;
  /** When it comes next by itself, ms; null: not any more. */
  readonly next: number | null;
  readonly snoozed: readonly Snoozed[];
  /** The occurrence that was told last and when, ms. */
  readonly told: { readonly due: number; readonly at: number } | null;
  /** An occurrence that did not reach the member, and why not (null: they get no direct messages): it comes with their next private reply. */
  readonly untold: { readonly due: number; readonly code: ErrorCode | null } | null;
  /** ms */
  readonly createdAt: number;
}

/** How many a member may have in a space that are still to come, and of those in channels. */
export const REMINDERS_MAX = 50;
export const CHANNEL_REMINDERS_MAX = 10;
/** Characters. */
export const REMINDER_TEXT_MAX = 500;
/** Messages of one member in channels in an hour; of more they are told alone. */
export const CHANNEL_POSTS_MAX = 6;
export const CHANNEL_POSTS_WITHIN_MS = 3_600_000;
/** What comes so much later than it was due says so, ms. */
export const LATE_MS = 120_000;
/** So long one that is over can still be snoozed, and so long one waits to be told with a reply, ms. */
const OVER_FOR_MS = 7 * 86_400_000;
const UNTOLD_FOR_MS = 30 * 86_400_000;

/** When it comes next, by itself or put off, ms; null: not any more. */
export const comesAt = ({ next, snoozed }: Pick<Reminder, 'next' | 'snoozed'>): number | null => {
  const earliest = Math.min(next ?? Infinity, ...snoozed.map(({ at }) => at));
  return earliest === Infinity ? null : earliest;
};

/** When somebody has to look at it, ms: it is due, or it has been over for long enough to be forgotten. */
export const lookAt = (reminder: Reminder): number =>
  comesAt(reminder) ??
  (reminder.untold === null ? (reminder.told?.at ?? reminder.createdAt) + OVER_FOR_MS : reminder.untold.due + UNTOLD_FOR_MS);

/** What is to be told now. */
export interface Occurrence {
  /** When it came, ms: the first moment of all that is told with it. It stays the same however late that is. */
  readonly at: number;
  /** When it was due, ms; of several that were missed the last. */
  readonly due: number;
  /** How many before it were missed, and are not told. */
  readonly missed: number;
}

/** What of a reminder is due by `now` (ms): several occurrences that were missed are one. Null: nothing is. */
export const dueBy = (reminder: Reminder, now: number): Occurrence | null => {
  const { next, series, snoozed } = reminder;
  const at = comesAt(reminder);
  if (at === null || at > now) return null;
  const late = snoozed.filter((one) => one.at <= now);
  if (next === null || next > now) return { at, due: Math.max(...late.map(({ due }) => due)), missed: late.length - 1 };
  let [due, missed] = [next, late.length];
  if (series !== null)
    for (let later = nextAfter(series, due); later !== null && later <= now; later = nextAfter(series, due))
      [due, missed] = [later, missed + 1];
  return { at, due, missed };
};

/** The reminder once what was due by `now` (ms) has been dealt with. */
export const passed = (reminder: Reminder, now: number): Reminder => {
  const { series, next, snoozed } = reminder;
  const isDue = next !== null && next <= now;
  return {
    ...reminder,
    next: isDue ? (series === null ? null : nextAfter(series, now)) : next,
    snoozed: snoozed.filter(({ at }) => at > now),
  };
};

/** The occurrence that was due at `due` comes at `at` (both ms) once more; what else there is of the reminder stays as it is. */
export const snooze = (reminder: Reminder, due: number, at: number): Reminder => ({
  ...reminder,
  snoozed: [...reminder.snoozed.filter((one) => one.due !== due), { due, at }],
});

/** The member has done what the occurrence was about: of one that comes once nothing is left. Null: the reminder goes. */
export const done = (reminder: Reminder, due: number): Reminder | null => {
  const left = { ...reminder, snoozed: reminder.snoozed.filter((one) => one.due !== due) };
  return comesAt(left) === null ? null : left;
};

/** Has it been over for so long that nothing of it is to be kept? `now` in ms. */
export const isForgotten = (reminder: Reminder, now: number): boolean => comesAt(reminder) === null && lookAt(reminder) <= now;

/** One that never comes again, for the reason that its member is told with the next private reply. */
export const ended = (reminder: Reminder, due: number, code: ErrorCode): Reminder => ({
  ...reminder,
  next: null,
  snoozed: [],
  untold: { due, code },
});

/** Those that are still to come, the next first. */
export const stillToCome = (list: readonly Reminder[]): readonly Reminder[] =>
  list.filter((one) => comesAt(one) !== null).toSorted((a, b) => (comesAt(a) ?? 0) - (comesAt(b) ?? 0));
