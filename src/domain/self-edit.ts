import { addDays, dayOf } from './calendar.js';
import { countingOf } from './counting.js';
import { effectiveMs } from './effective.js';
import { isSameTime } from './same-session.js';
import type { Session } from './session.js';
import type { SpaceSettings } from './space.js';

/** Why a change needs the approval of somebody who may approve. */
export type SelfEditLimit =
  /** It touches a day that is further back than `days` days. */
  | { readonly because: 'tooFarBack'; readonly days: number }
  /** It moves the effective time of an entry by more than `minutes`. */
  | { readonly because: 'tooMuch'; readonly minutes: number }
  /** Members do not add entries by themselves here. */
  | { readonly because: 'adding' };

export type SelfEdit = { readonly kind: 'free' } | ({ readonly kind: 'needsApproval' } & SelfEditLimit);

const FREE: SelfEdit = { kind: 'free' };
const MINUTE = 60_000;

/** A change of one entry by the member whose it is; null where it does not exist. */
export interface OwnChange {
  readonly before: Session | null;
  readonly after: Session | null;
}

/**
 * May a member make this change of their own time alone? In one's own space everything is free. A note is not time, so changing it is always
 * free; a category is where time counts, so it is not. `now` in ms.
 */
export const selfEdit = (
  { before, after }: OwnChange,
  settings: Pick<SpaceSettings, 'selfEditDays' | 'selfEditBy' | 'membersAddEntries' | 'timeZone' | 'dayStart' | 'dayBoundary'>,
  { now, isOwnSpace }: { readonly now: number; readonly isOwnSpace: boolean },
): SelfEdit => {
  if (isOwnSpace || isOnlyNote(before, after)) return FREE;
  if (before === null && !settings.membersAddEntries) return { kind: 'needsApproval', because: 'adding' };
  const { selfEditDays: days, selfEditBy: minutes } = settings;
  if (days !== null) {
    const { zone, dayStart } = countingOf(settings);
    const earliest = Math.min(before?.startedAt ?? Infinity, after?.startedAt ?? Infinity);
    if (dayOf(earliest, zone, dayStart) < addDays(dayOf(now, zone, dayStart), -days))
      return { kind: 'needsApproval', because: 'tooFarBack', days };
  }
  if (minutes !== null && before !== null) {
    const moved = Math.abs(effectiveOf(after, now) - effectiveOf(before, now));
    if (moved > minutes * MINUTE) return { kind: 'needsApproval', because: 'tooMuch', minutes };
  }
  return FREE;
};

const effectiveOf = (session: Session | null, now: number): number => (session === null ? 0 : effectiveMs(session, now));

const isOnlyNote = (before: Session | null, after: Session | null): boolean =>
  before !== null && after !== null && isSameTime(before, after);
