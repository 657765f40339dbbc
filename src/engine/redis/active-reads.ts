import { userId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import { decodeState } from '../codec/state.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, list, text } from './replies.js';

/** Members asked for at once. */
const CHUNK = 1_000;

/** The states of everybody who is on the clock in a space, by its index: longest first. */
export const readActive = async (redis: Guarded, space: SpaceId): Promise<ReadonlyMap<UserId, MemberState>> => {
  const names = await redis.read((connection) => connection.send('ZRANGE', [keys.on(space), 0, -1]));
  const users = list(names).map((name) => userId(text(name)));
  const chunks: UserId[][] = [];
  for (let from = 0; from < users.length; from += CHUNK) chunks.push(users.slice(from, from + CHUNK));
  const replies = await redis.read((connection) =>
    Promise.all(chunks.map((chunk) => connection.send('HMGET', [keys.states(space), ...chunk]))),
  );
  const states = replies.flatMap((reply) => list(reply).map((value) => decodeState(bytesOrNull(value))));
  const active = new Map<UserId, MemberState>();
  users.forEach((user, index) => {
    const state = states[index];
    if (state !== undefined) active.set(user, state);
  });
  return active;
};
