import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import type { UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { daysWithoutTime } from '../../domain/usual-days.js';
import { weekOf, type Week } from '../../domain/week.js';
import { claims, type Claim } from '../../engine/documents/kinds/claims.js';
import { profile } from '../../engine/documents/kinds/profile.js';
import { targets } from '../../engine/documents/kinds/targets.js';
import { CLAIMED_FOR_MS } from '../../engine/jobs/still-working.js';
import type { Store } from '../../engine/store.js';
import { openRequests } from '../approvals/kept.js';
import type { Asking } from '../access.js';
import type { Actor } from '../actor.js';
import { leaveDaysOf, leaveUntilFor, seesLeaveOfOthers } from '../leave.js';
import type { Means } from '../means.js';
import type { Ended, EndedReads, TeamDays } from './ended.js';
import { runningIn, targetMs, type Unconfirmed } from './figures.js';

/** A member of a team at a glance. */
export interface TeamLine {
  readonly user: UserId;
  /** As a board shows them; null: not known here. */
  readonly name: string | null;
  readonly left: boolean;
  /** The last day of the leave that they have now, `yyyymmdd`; null: none, or not to be seen. */
  readonly leaveUntil: string | null;
  /** On the clock; null: off it. */
  readonly active: Session | null;
  /** What counts, with what runs; ms. */
  readonly todayMs: number;
  readonly weekMs: number;
  /** What they want to do this week, ms; 0 without a target. */
  readonly targetMs: number;
  /** Days of the last two weeks on which they usually work, and no time is recorded; `yyyymmdd`. */
  readonly gaps: readonly string[];
  /** Of the last `USUAL_DAYS`. */
  readonly unconfirmed: Unconfirmed;
  /** That wait for an answer. */
  readonly requests: number;
  /** Sessions that ended by themselves, of which they have not said yet what is right. */
  readonly claims: number;
  /** When the last of their time that is known ended, on the clock or not; ms, null: never. */
  readonly lastSeenAt: number | null;
}

export type LineMeans = Pick<Means, 'documents' | 'spaces'> & {
  readonly timesheet: Pick<Store, 'load'>;
  readonly ended: EndedReads;
};

const NO_DAYS: ReadonlySet<string> = new Set();

export const teamDays = ({ settings }: Pick<SpaceConfig, 'settings'>, now: number): TeamDays => {
  const { zone, dayStart } = countingOf(settings);
  const today = dayOf(now, zone, dayStart);
  return { today, week: weekOf(today, settings.weekStart) };
};

/** What a claim says holds only of a session that ended by itself, and has not been changed since. */
const isOpen = (claim: Claim, ended: Ended, now: number): boolean =>
  !claim.settled && claim.ranUntil > now - CLAIMED_FOR_MS && ended.byItself.get(claim.session)?.endedAt === claim.endedAt;

const newest = (...moments: readonly (number | null | undefined)[]): number | null => {
  const known = moments.filter((each) => each !== null && each !== undefined);
  return known.length === 0 ? null : Math.max(...known);
};

/**
 * The lines of these members, in their order. What is read of all of them is asked for at once, so it goes to Redis together. Whether whoever asks may see it has been asked
 * before. Rejects with `StoreUnavailable`.
 * @param now ms
 */
export const readLines = (
  asking: Asking & Pick<Actor, 'space' | 'occurredAt'>,
  users: readonly UserId[],
  config: SpaceConfig,
  now: number,
  { documents, spaces, timesheet, ended: endedOf }: LineMeans,
): Promise<readonly TeamLine[]> => {
  const { space } = asking;
  const seesLeave = seesLeaveOfOthers(asking, config);
  const counting = countingOf(config.settings);
  const teamOf = teamDays(config, now);
  const { today, week } = teamOf;

  const lineOf = async (user: UserId): Promise<TeamLine> => {
    const who = { space, user };
    const [{ state, ended }, wanted, known, claimed, requests, leaveUntil, off] = await Promise.all([
      timesheet.load(space, user).then(async (loaded) => ({
        state: loaded,
        ended: await endedOf(space, user, loaded.version, config, teamOf),
      })),
      documents.of(targets).get(who),
      documents.of(profile).get(who),
      documents.of(claims).get(who),
      openRequests(space, user, { documents }),
      leaveUntilFor(asking, user, config, { documents, spaces }),
      // Who may not see leave is not shown by days that are missing here that there was some.
      seesLeave ? leaveDaysOf(who, { documents }) : NO_DAYS,
    ]);
    const { active, last } = state;
    const running = (range: Week): number => runningIn(active, range, counting, now);
    return {
      ...{ user, name: known.name, left: known.left, active, requests, leaveUntil },
      todayMs: ended.todayMs + running({ from: today, to: today }),
      weekMs: ended.weekMs + running(week),
      targetMs: targetMs(wanted.targets, [week]),
      gaps: daysWithoutTime(today, (day) => ended.days.has(day) || off.has(day) || running({ from: day, to: day }) > 0),
      unconfirmed: ended.unconfirmed,
      claims: claimed.list.filter((claim) => isOpen(claim, ended, now)).length,
      lastSeenAt: active === null ? newest(last?.endedAt, ended.lastAt) : now,
    };
  };
  return Promise.all(users.map(lineOf));
};
