import { addDays, startOfDay } from '../../domain/calendar.js';
import { domainError } from '../../domain/errors.js';
import { personalSpace, type UserId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { BusySource } from '../../scheduler/source.js';
import { leaveOf } from '../leave.js';
import type { Means } from '../means.js';
import type { ScheduleSettings } from './settings.js';

/** Days of leave of a person, in their own space and where they last changed how they are planned: nothing is planned on them. */
export const leaveOfPerson = (
  user: UserId,
  { askedIn, hours: { zone } }: Pick<ScheduleSettings, 'askedIn' | 'hours'>,
  { documents }: Pick<Means, 'documents'>,
): BusySource => ({
  busy: async () => {
    const spaces = new Set([personalSpace(user), ...(askedIn === null ? [] : [askedIn])]);
    try {
      const leaves = await Promise.all([...spaces].map((space) => leaveOf({ space, user }, { documents })));
      return ok(leaves.flat().map(({ from, to }) => ({ start: startOfDay(from, zone), end: startOfDay(addDays(to, 1), zone) })));
    } catch (error) {
      if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
      throw error;
    }
  },
});
