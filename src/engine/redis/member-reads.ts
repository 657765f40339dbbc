import { LAST_MOMENT } from '../../domain/calendar.js';
import type { SessionId, SpaceId, UserId } from '../../domain/ids.js';
import type { MemberState, Session } from '../../domain/session.js';
import { askedAt } from '../../domain/snowflake.js';
import { decodeEntry, idBytes } from '../codec/entry-codec.js';
import { monthOf } from '../codec/month.js';
import { decodeState } from '../codec/state.js';
import type { Guarded } from './guarded.js';
import type { KeptStatus } from '../cache/backing.js';
import { parseKept } from './kept-status.js';
import { keys } from './keys.js';
import { monthsOf } from './months.js';
import { bytes, bytesOrNull, list } from './replies.js';

/** The state, and what is kept of the member's totals when they belong to it, in one round trip. */
export const readMember = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
): Promise<{ readonly state: MemberState; readonly kept: KeptStatus | null }> => {
  const [value, held] = await redis.read((connection) =>
    Promise.all([connection.send('HGET', [keys.states(space), user]), connection.send('GET', [keys.totals(space, user)])]),
  );
  const [state, kept] = [bytesOrNull(value), parseKept(bytesOrNull(held))];
  return { state: decodeState(state), kept: state !== null && kept?.state.equals(state) === true ? kept : null };
};

export const readEntries = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  from: number,
  to: number,
): Promise<readonly Session[]> => {
  if (!(from < to)) return [];
  const held = await redis.read((connection) => connection.send('HGET', [keys.months(space), user]));
  const [first, last] = [monthOf(Math.max(0, from)), to >= LAST_MOMENT ? '999912' : monthOf(to)];
  const months = monthsOf(bytesOrNull(held)).filter((month) => month >= first && month <= last);
  const range = [Number.isFinite(from) ? from : '-inf', Number.isFinite(to) ? `(${to}` : '+inf'];
  const replies = await redis.read((connection) =>
    Promise.all(months.map((month) => connection.send('ZRANGEBYSCORE', [keys.entries(space, user, month), ...range]))),
  );
  return replies.flatMap((reply) => list(reply).map((entry) => decodeEntry(bytes(entry))));
};

/** Months asked for in one round trip when an entry is looked for by its id. */
const MONTHS_AT_ONCE = 6;

/**
 * An ended session by its id; null when there is none. The month in which the id was made comes first (a clock-in's is that of its
 * interaction): nearly always that is where it ended. Then the others, from the newest.
 */
export const readEntry = async (redis: Guarded, space: SpaceId, user: UserId, id: SessionId): Promise<Session | null> => {
  const held = await redis.read((connection) => connection.send('HGET', [keys.months(space), user]));
  const months = monthsOf(bytesOrNull(held)).toReversed();
  const likely = monthOf(Math.max(0, askedAt(id, 0)));
  const others = months.filter((month) => month !== likely);
  const chunks: string[][] = months.includes(likely) ? [[likely]] : [];
  for (let from = 0; from < others.length; from += MONTHS_AT_ONCE) chunks.push(others.slice(from, from + MONTHS_AT_ONCE));
  const wanted = idBytes(id);
  for (const chunk of chunks) {
    const replies = await redis.read((connection) =>
      Promise.all(chunk.map((month) => connection.send('ZRANGE', [keys.entries(space, user, month), 0, -1]))),
    );
    for (const blob of replies.flatMap((reply) => list(reply).map(bytes))) {
      // Decoding costs more than looking.
      if (!blob.includes(wanted)) continue;
      const session = decodeEntry(blob);
      if (session.id === id) return session;
    }
  }
  return null;
};
