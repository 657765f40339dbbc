import { userId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import { idOf } from '../codec/blob.js';
import { activeOf, decodeState } from '../codec/state.js';
import { byStart } from '../on-clock.js';
import type { OnClock } from '../store.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { pairs } from './replies.js';
import { scripts } from './scripts.js';

/** Who is on the clock in a space with the states' values, all of one moment, in no order. */
const readValues = async (redis: Guarded, space: SpaceId): Promise<readonly (readonly [UserId, Buffer])[]> => {
  const names = [keys.states(space), ...keys.allOn(space)];
  const reply = await redis.read((connection) => connection.run(scripts.readOnTheClock, names, []));
  return [...pairs(reply)].map(([user, value]) => [idOf(userId, user.toString()), value] as const);
};

/** The states of everybody who is on the clock in a space, in no order. */
export const readActive = async (redis: Guarded, space: SpaceId): Promise<ReadonlyMap<UserId, MemberState>> => {
  const active = new Map<UserId, MemberState>();
  for (const [user, value] of await readValues(redis, space)) {
    const state = decodeState(value);
    if (state.active !== null) active.set(user, state);
  }
  return active;
};

/** Longest first; those of the same moment by id. */
export const readOnTheClock = async (redis: Guarded, space: SpaceId): Promise<readonly OnClock[]> => {
  const rows: OnClock[] = [];
  for (const [user, value] of await readValues(redis, space)) {
    const session = activeOf(value);
    if (session !== null) rows.push({ user, session });
  }
  return rows.sort(byStart);
};
