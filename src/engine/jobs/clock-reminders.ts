import { z } from 'zod';
import { dayOf, LAST_MOMENT, startOfDay, addDays } from '../../domain/calendar.js';
import { leaveOn } from '../../domain/leave.js';
import { dayNumber, weekdayOf } from '../../domain/day-number.js';
import type { DomainError } from '../../domain/errors.js';
import { requestId, type CategoryId, type SpaceId, type UserId } from '../../domain/ids.js';
import { atItSince, CLOCK_REMINDER_LATE_MS, missingMs, type ClockReminder } from '../../domain/reminders/clock-reminder.js';
import { nextAfter, wallAt, type Series } from '../../domain/reminders/recurrence.js';
import { ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { suspensionOf } from '../../domain/suspensions.js';
import { targetsOf } from '../../domain/targets.js';
import { weekOf } from '../../domain/week.js';
import { workedIn } from '../../domain/worked-in-week.js';
import type { Documents } from '../documents-api.js';
import { clockReminderList } from '../documents/kinds/clock-reminder-list.js';
import { leave } from '../documents/kinds/leave.js';
import { targets } from '../documents/kinds/targets.js';
import { defineDueJob, type DueOutcome } from '../due/due-job.js';
import { putRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';
import type { Store } from '../store.js';
import { failureOf } from './failure-of.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const CLOCK_REMINDERS_CONSUMER = 'clock-reminders';
const CLOCK_REMINDER = 'clock-reminder';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Where there is nothing to wait for, the next change of the member's time puts the row anew. */
const PARKED = LAST_MOMENT;
/** How far back a stretch without a break may have begun, ms. */
const STRETCH_MS = 36 * HOUR;

/** What a member is told, by what they asked for. */
export type ClockNews =
  | { readonly kind: 'absent'; readonly due: number }
  | {
      readonly kind: 'target';
      /** Null: all targets of the week together. */
      readonly category: CategoryId | null;
      readonly percent: number;
      readonly targetMs: number;
      readonly workedMs: number;
      /** The first day of the week, `yyyymmdd`. */
      readonly week: string;
    }
  | { readonly kind: 'break'; readonly since: number };

/** Tells members about the clock; implemented by the commands. */
export interface ClockReminderSender {
  /** By direct message, if the member (still) agrees to get any; the same news twice within some minutes are one message. Rejects when Discord is away. */
  tell(who: Member, reminder: ClockReminder, news: ClockNews): Promise<void>;
}

interface Member {
  readonly space: SpaceId;
  readonly user: UserId;
}

export interface ClockReminderParts {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly store: Pick<Store, 'load' | 'entries' | 'days'>;
  readonly due: Pick<DueStore, 'change'>;
  readonly clockReminders: ClockReminderSender;
  /** ms */
  readonly now: () => number;
}

/** What is to be told now, if anything, what is then noted as told, and when to look again, ms. */
interface Look {
  readonly news: ClockNews | null;
  readonly told?: string | number;
  readonly again: number;
}

const seriesOf = ({ minute, days, zone }: Extract<ClockReminder, { readonly kind: 'absent' }>): Series => ({
  ...{ from: '19700101', minute, zone },
  repeat: { unit: 'week', every: 1, days },
});

/** When a reminder has to be looked at for the first time, ms. */
const firstLook = (reminder: ClockReminder, now: number): number =>
  reminder.kind === 'absent' ? (nextAfter(seriesOf(reminder), now) ?? PARKED) : now;

/** Nothing is told of a server that the bot is not in, nor to members who must not clock in. */
const isQuiet = ({ settings, suspensions }: SpaceConfig, user: UserId, now: number): boolean =>
  settings.removedAt !== null || suspensionOf(suspensions, user, now) !== null;

/** Looks at what a member has asked to be told about the clock, and tells it when it is so. Its row only says when to look. */
export const clockReminderJob = (parts: ClockReminderParts) =>
  defineDueJob({
    kind: CLOCK_REMINDER,
    payload: z.null(),
    run: async ({ space, user, about, at }): Promise<DueOutcome<null>> => {
      if (user === null) return 'done';
      const [kept, who] = [parts.documents.of(clockReminderList), { space, user }];
      const reminder = (await kept.get(who)).list.find(({ id }) => id === about);
      if (reminder === undefined) return 'done';
      const config = await parts.spaces.get(space);
      const look = await lookAt(reminder, who, at, config, parts);
      const { news, told } = look;
      if (news === null || told === undefined || isQuiet(config, user, parts.now())) return { again: look.again, payload: null };
      await parts.clockReminders.tell(who, reminder, news);
      const noted = await kept.update(
        who,
        {
          ...{ actor: null, at: parts.now(), event: 'clockReminderTold', source: 'due' },
          requestId: requestId(`clock-reminder:${about}:${told}`),
        },
        (known) => ok({ ...known, list: known.list.map((one) => (one.id === about ? noteTold(one, told) : one)) }),
      );
      must(noted);
      return { again: look.again, payload: null };
    },
  });

const must = (result: Result<unknown, DomainError>): void => {
  if (!result.ok) throw failureOf('clock reminder', result.error);
};

const noteTold = (reminder: ClockReminder, told: string | number): ClockReminder => {
  if (reminder.kind === 'break') return typeof told === 'number' ? { ...reminder, told } : reminder;
  return typeof told === 'string' ? { ...reminder, told } : reminder;
};

const lookAt = (
  reminder: ClockReminder,
  who: Member,
  at: number,
  config: SpaceConfig,
  parts: ClockReminderParts,
): Promise<Look> => {
  switch (reminder.kind) {
    case 'absent':
      return lookForAbsence(reminder, who, at, config, parts);
    case 'target':
      return lookAtTarget(reminder, who, config, parts);
    case 'break':
      return lookForBreak(reminder, who, parts);
  }
};

/** Who has been on the clock on that day is not absent, also when they are on a break or have gone by now; nobody is on rest days and on leave. */
const lookForAbsence = async (
  reminder: Extract<ClockReminder, { readonly kind: 'absent' }>,
  who: Member,
  due: number,
  { settings }: SpaceConfig,
  parts: ClockReminderParts,
): Promise<Look> => {
  const now = parts.now();
  const again = nextAfter(seriesOf(reminder), now) ?? PARKED;
  const { day, minute } = wallAt(due, reminder.zone);
  const isAsked = due <= now && now - due <= CLOCK_REMINDER_LATE_MS && reminder.told !== day && minute >= reminder.minute;
  const isRest = settings.restDays.some((name) => name === weekdayOf(dayNumber(day)));
  if (!isAsked || isRest || (await isOnLeave(who, day, parts))) return { news: null, again };
  const { active, last } = await parts.store.load(who.space, who.user);
  const wasThere = active !== null || (last?.endedAt ?? 0) > startOfDay(day, reminder.zone);
  return wasThere ? { news: null, again } : { news: { kind: 'absent', due }, told: day, again };
};

/** `day`: `yyyymmdd` */
const isOnLeave = async (who: Member, day: string, { documents }: Pick<ClockReminderParts, 'documents'>): Promise<boolean> =>
  leaveOn((await documents.of(leave).get(who)).leaves, day) !== null;

const lookAtTarget = async (
  reminder: Extract<ClockReminder, { readonly kind: 'target' }>,
  who: Member,
  config: SpaceConfig,
  parts: ClockReminderParts,
): Promise<Look> => {
  const now = parts.now();
  const { timeZone, dayStart, weekStart } = config.settings;
  const week = weekOf(dayOf(now, timeZone, dayStart), weekStart);
  // A new week begins anew.
  const nextWeek = startOfDay(addDays(week.to, 1), timeZone, dayStart);
  if (reminder.told === week.from) return { news: null, again: nextWeek };
  const [own, { active }, days] = await Promise.all([
    parts.documents.of(targets).get(who),
    parts.store.load(who.space, who.user),
    parts.store.days(who.space, who.user, week.from, week.to),
  ]);
  const wanted = [...targetsOf(own.targets, week)].filter(([id]) => reminder.category === null || id === reminder.category);
  const targetMs = wanted.reduce((sum, [, minutes]) => sum + minutes * MINUTE, 0);
  if (targetMs === 0) return { news: null, again: PARKED };
  const worked = workedIn(week, days, active, config, now);
  const workedMs = wanted.reduce((sum, [id]) => sum + (worked.get(id) ?? 0), 0);
  const missing = missingMs(reminder, targetMs, workedMs);
  if (missing <= 0) {
    const { category, percent } = reminder;
    return { news: { kind: 'target', category, percent, targetMs, workedMs, week: week.from }, told: week.from, again: nextWeek };
  }
  const isAtIt = active?.status === 'RUNNING' && wanted.some(([id]) => id === active.category);
  return { news: null, again: isAtIt ? Math.min(now + missing, nextWeek) : PARKED };
};

const lookForBreak = async (
  reminder: Extract<ClockReminder, { readonly kind: 'break' }>,
  { space, user }: Member,
  parts: ClockReminderParts,
): Promise<Look> => {
  const now = parts.now();
  const { active } = await parts.store.load(space, user);
  const earlier = await earlierOf(active, space, user, parts);
  const since = atItSince(active, earlier);
  if (since === null || reminder.told === since) return { news: null, again: PARKED };
  const due = since + reminder.afterMinutes * MINUTE;
  return due > now ? { news: null, again: due } : { news: { kind: 'break', since }, told: since, again: PARKED };
};

const earlierOf = async (
  active: Session | null,
  space: SpaceId,
  user: UserId,
  { store }: Pick<ClockReminderParts, 'store'>,
): Promise<readonly Session[]> => {
  // After a break in this session nothing before it matters.
  if (active === null || active.pauses.length > 0) return [];
  return store.entries(space, user, active.startedAt - STRETCH_MS, active.startedAt + 1);
};

/** What a change of may move when something is told, besides the reminders themselves. */
const MOVES: ReadonlySet<string> = new Set([clockReminderList.name, targets.name]);

/** Reads the ledgers from their beginning: whoever asked to be told has rows, and they are looked at whenever something about their time changes. */
export const followClockReminders = (
  parts: Pick<ClockReminderParts, 'documents' | 'due' | 'store' | 'now'>,
): Handle<LedgerRow> => {
  return async (space, records) => {
    const users = new Set<UserId>();
    /** Those whose reminders themselves have changed: times of the day are then looked up anew. */
    const set = new Set<UserId>();
    for (const record of records) {
      if (record.user === null) continue;
      if (record.kind === 'entry' || (record.kind === 'document' && MOVES.has(record.document))) users.add(record.user);
      if (record.kind === 'document' && record.document === clockReminderList.name && record.event !== 'clockReminderTold')
        set.add(record.user);
    }
    const now = parts.now();
    const changes = await Promise.all(
      [...users].map(async (user) => {
        const { list } = await parts.documents.of(clockReminderList).get({ space, user });
        const moved = list.filter(({ kind }) => kind !== 'absent' || set.has(user));
        if (moved.length === 0) return [];
        const { version } = await parts.store.load(space, user);
        const known = version > 0 ? [version] : [];
        return moved.map((one) =>
          putRow({ kind: CLOCK_REMINDER, user, about: one.id, at: firstLook(one, now), payload: null }, ...known),
        );
      }),
    );
    if (changes.flat().length > 0) await parts.due.change(space, changes.flat());
  };
};
