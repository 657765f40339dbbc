import type { Changed } from '../../domain/accounting.js';
import { countingOf } from '../../domain/counting.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import { verifyMember, type Difference } from '../../domain/verify-member.js';
import { historyOf } from '../ledger/whole-history.js';
import type { Spaces } from '../spaces.js';
import type { CachedStore } from '../store.js';

/** What came of looking at a member. */
export interface Verified {
  readonly user: UserId;
  readonly entries: number;
  /** Changes of sessions in the ledger. */
  readonly changes: number;
  /** None, as long as all is well. */
  readonly differences: readonly Difference[];
  /**
   * `no`: the ledger was not compared, because a restore put an older state over a newer one. `changing`: the member changed all the time, so
   * what was read does not belong together and nothing was compared.
   */
  readonly compared: 'yes' | 'no' | 'changing';
}

export interface Verify {
  /** Recomputes the totals of a member from the entries, and the entries from the ledger. Rejects with `StoreUnavailable`. */
  member(space: SpaceId, user: UserId): Promise<Verified>;
  /** Those of a space's members who stand at [offset, offset + count) by their ids, and how many there are. Rejects with `StoreUnavailable`. */
  page(
    space: SpaceId,
    offset: number,
    count: number,
  ): Promise<{ readonly verified: readonly Verified[]; readonly members: number }>;
}

/** Changes that come while a member is read make it be read again, so often. */
const ATTEMPTS = 3;
const FIRST_DAY = '00000101';
const LAST_DAY = '99991231';

export interface VerifyParts {
  readonly store: Pick<CachedStore, 'reload' | 'entries' | 'days' | 'history' | 'members'>;
  readonly spaces: Pick<Spaces, 'get'>;
}

export const createVerify = ({ store, spaces }: VerifyParts): Verify => {
  const attempt = async (space: SpaceId, user: UserId, state: MemberState): Promise<Verified> => {
    const [{ settings }, entries, days, changes] = await Promise.all([
      spaces.get(space),
      store.entries(space, user, 0, Infinity),
      store.days(space, user, FIRST_DAY, LAST_DAY),
      changesOf(store, space, user),
    ]);
    const { active } = state;
    return {
      user,
      entries: entries.length,
      changes: changes.rows.length,
      differences: verifyMember({ active, entries, days, changes: changes.isWhole ? changes.rows : null }, countingOf(settings)),
      compared: changes.isWhole ? 'yes' : 'no',
    };
  };

  const member: Verify['member'] = async (space, user) => {
    let state = await store.reload(space, user);
    for (let count = 0; count < ATTEMPTS; count += 1) {
      const verified = await attempt(space, user, state);
      const after = await store.reload(space, user);
      if (after.version === state.version) return verified;
      state = after;
    }
    return { user, entries: 0, changes: 0, differences: [], compared: 'changing' };
  };

  return {
    member,
    page: async (space, offset, count) => {
      const members: UserId[] = [];
      for await (const user of store.members(space)) members.push(user);
      const shown = members.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).slice(offset, offset + count);
      const verified: Verified[] = [];
      // One after the other: nobody waits for this, and clicks go first.
      for (const user of shown) verified.push(await member(space, user));
      return { verified, members: members.length };
    },
  };
};

/** All changes of a member's sessions, oldest first; not whole when a restore has put something else in place. */
const changesOf = async (
  store: VerifyParts['store'],
  space: SpaceId,
  user: UserId,
): Promise<{ readonly rows: readonly Changed[]; readonly isWhole: boolean }> => {
  const rows: Changed[] = [];
  let isWhole = true;
  for await (const page of historyOf(store, space, user))
    for (const { record } of page) {
      if (record.kind !== 'entry') continue;
      if (record.event === 'restored') isWhole = false;
      rows.push({ before: record.before, after: record.after });
    }
  return { rows: rows.reverse(), isWhole };
};
