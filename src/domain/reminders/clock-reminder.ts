import type { CategoryId } from '../ids.js';
import type { Session } from '../session.js';

/** What somebody wants to be told about the clock, by direct message. */
export type ClockReminder =
  /** They are not on the clock by a time of the day. `told`: the day of the last one, `yyyymmdd`. */
  | {
      readonly kind: 'absent';
      readonly id: string;
      /** Minutes after midnight by the clock. */
      readonly minute: number;
      /** 0 is Monday; in order. */
      readonly days: readonly number[];
      /** IANA name. */
      readonly zone: string;
      readonly locale: string;
      readonly told: string | null;
    }
  /** So much of a weekly target is done. `category` null: of all targets together. `told`: the first day of the week of the last one. */
  | {
      readonly kind: 'target';
      readonly id: string;
      readonly percent: number;
      readonly category: CategoryId | null;
      readonly locale: string;
      readonly told: string | null;
    }
  /** They have been at it for so long without a break. `told`: when the stretch began that the last one was about, ms. */
  | {
      readonly kind: 'break';
      readonly id: string;
      readonly afterMinutes: number;
      readonly locale: string;
      readonly told: number | null;
    };

export type ClockReminderKind = ClockReminder['kind'];
export const CLOCK_REMINDER_KINDS = ['absent', 'target', 'break'] as const satisfies readonly ClockReminderKind[];

export const CLOCK_REMINDERS_MAX = 10;
/** Minutes of work after which a break may be wanted. */
export const BREAK_AFTER = { min: 5, max: 720 } as const;
/** What comes so much too late is of no use any more, ms. */
export const CLOCK_REMINDER_LATE_MS = 30 * 60_000;
/** Ending one session and beginning the next within this is going on, not a break, ms. */
const SEAMLESS_MS = 60_000;

/**
 * Since when a member has been at it without a break, ms; null: they are not (off the clock, or on a break). `earlier` are sessions that ended before, in any
 * order: going from one to the next at once is no break.
 */
export const atItSince = (active: Session | null, earlier: readonly Session[]): number | null => {
  if (active?.status !== 'RUNNING') return null;
  const pause = active.pauses.at(-1);
  if (pause !== undefined) return pause.end;
  let since = active.startedAt;
  for (const session of earlier.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))) {
    const { endedAt } = session;
    if (endedAt === null || endedAt > since || endedAt < since - SEAMLESS_MS) continue;
    const last = session.pauses.at(-1);
    if (last !== undefined) return Math.max(last.end, session.startedAt);
    since = session.startedAt;
  }
  return since;
};

/** What is missing to a part of a target, ms of effective time; 0 and less: it is reached. */
export const missingMs = ({ percent }: { readonly percent: number }, targetMs: number, workedMs: number): number =>
  Math.ceil((targetMs * percent) / 100) - workedMs;
