import { userId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import { idOf } from '../codec/blob.js';
import { decodeState, startOf } from '../codec/state.js';
import type { ActiveSession, OnClock } from '../store.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, list, text } from './replies.js';

/** Members asked for at once. */
const CHUNK = 1_000;

/** Who is on the clock in a space with the states' values, in no order. Whoever comes or goes meanwhile is in it or not. */
const readValues = async (redis: Guarded, space: SpaceId): Promise<readonly (readonly [UserId, Buffer])[]> => {
  const sets = await redis.read((connection) =>
    Promise.all(keys.allOn(space).map((name) => connection.send('SMEMBERS', [name]))),
  );
  const users = sets.flatMap((set) => list(set).map((name) => idOf(userId, text(name))));
  const chunks: UserId[][] = [];
  for (let from = 0; from < users.length; from += CHUNK) chunks.push(users.slice(from, from + CHUNK));
  const replies = await redis.read((connection) =>
    Promise.all(chunks.map((chunk) => connection.send('HMGET', [keys.states(space), ...chunk]))),
  );
  const values = replies.flatMap((reply) => list(reply).map(bytesOrNull));
  return users.flatMap((user, index) => {
    const value = values[index] ?? null;
    return value === null ? [] : [[user, value] as const];
  });
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

/** The sessions of everybody who is on the clock in a space, longest first; those of the same moment by the member's id. */
export const readActiveSessions = async (redis: Guarded, space: SpaceId): Promise<readonly ActiveSession[]> =>
  [...(await readActive(redis, space))]
    .flatMap(([user, { active }]) => (active === null ? [] : [{ user, session: active }]))
    .sort((a, b) => a.session.startedAt - b.session.startedAt || (a.user < b.user ? -1 : 1));

/** Longest first; those of the same moment by id. */
export const readOnTheClock = async (redis: Guarded, space: SpaceId): Promise<readonly OnClock[]> => {
  const rows: OnClock[] = [];
  for (const [user, value] of await readValues(redis, space)) {
    const startedAt = startOf(value);
    if (startedAt !== null) rows.push({ user, startedAt });
  }
  return rows.sort((a, b) => a.startedAt - b.startedAt || (a.user < b.user ? -1 : 1));
};
