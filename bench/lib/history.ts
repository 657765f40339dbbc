import type { Redis } from 'ioredis';
import { requestId, categoryId, guildSpace, sessionId, userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { midnightsOf } from '../../src/domain/counting.js';
import type { MemberState, Session } from '../../src/domain/session.js';
import { monthOfDay } from '../../src/engine/codec/month.js';
import { encodeState } from '../../src/engine/codec/state.js';
import { keys } from '../../src/engine/redis/keys.js';
import { SCHEMA } from '../../src/engine/redis/migrations/index.js';
import { indexOfMonths } from '../../src/engine/redis/months.js';
import { categoryOf, guildIdOf, memberId, noteOf } from './people.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export const spaceOf = (member: number, guilds: number): SpaceId => guildSpace(guildIdOf(member, guilds));
export const userOf = (member: number): UserId => userId(memberId(member));

/** A snowflake of that moment, as the interaction that began a session has. */
export const snowflakeAt = (ms: number, count: number): string =>
  String(((BigInt(ms) - 1_420_070_400_000n) << 22n) | BigInt(count & 0x3f_ffff));

/** A member's nth session of a working life: 1 to 8 hours, often a pause, mostly a note. `startedAt` in ms. */
export const endedSession = (n: number, startedAt: number): Session => {
  const length = HOUR_MS * (1 + (n % 8)) + (n % 61) * 1_013;
  const pause = { start: startedAt + length / 4, end: startedAt + length / 4 + 900_000 + (n % 37) * 1_000 };
  return {
    id: sessionId(snowflakeAt(startedAt, n)),
    category: categoryId(categoryOf(n)),
    status: 'ENDED_UNCONFIRMED',
    note: n % 10 === 0 ? null : noteOf(n),
    startedAt,
    pauses: n % 3 === 0 ? [{ start: Math.floor(pause.start), end: Math.floor(pause.end) }] : [],
    pausedSince: null,
    endedAt: startedAt + length,
    endReason: 'member',
    overrideMs: null,
    counting: midnightsOf('Europe/Berlin'),
  };
};

export const runningSession = (n: number, startedAt: number): Session => ({
  ...endedSession(n, startedAt),
  status: 'RUNNING',
  pauses: [],
  endedAt: null,
  endReason: null,
  counting: null,
});

/** On the clock since an hour before `now` (ms), with a session of yesterday. */
export const stateOnClock = (member: number, now: number): MemberState => ({
  version: 3,
  changedAt: now - HOUR_MS,
  active: runningSession(member, now - HOUR_MS - (member % 3_600) * 1_000),
  last: endedSession(member + 1, now - DAY_MS - 9 * HOUR_MS),
  seen: {
    ids: [1, 2, 3].map((n) => requestId(String(1_400_000_000_000_000_000n + BigInt(member * 8 + n)))),
    until: now - HOUR_MS,
  },
});

const compactDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');

/** Day buckets of the last `days` days, two categories each: by month, hash fields and values as they lie in Redis. */
export const dayFields = (member: number, days: number, now: number): ReadonlyMap<string, readonly (string | number)[]> => {
  const byMonth = new Map<string, (string | number)[]>();
  for (let back = 0; back < days; back += 1) {
    const day = compactDay(now - (back + 1) * DAY_MS);
    const cells = byMonth.get(monthOfDay(day)) ?? [];
    byMonth.set(monthOfDay(day), cells);
    for (const part of [0, 1])
      cells.push(`${day}:${categoryOf(member + part)}`, HOUR_MS * (1 + ((member + back + part) % 4)) + member);
  }
  return byMonth;
};

export interface Population {
  readonly guilds: number;
  readonly members: number;
  /** Days of history in the day buckets. */
  readonly days: number;
}

/** Writes members on the clock with their buckets, as the commit script would have left them, into an empty database. */
export const populate = async (redis: Redis, { guilds, members, days }: Population): Promise<void> => {
  const now = Date.now();
  // Without it the first program to start takes them for members of the first schema, and migrates them all.
  await redis.set(keys.schema, SCHEMA);
  for (let from = 0; from < members; from += 500) {
    const pipeline = redis.pipeline();
    for (let member = from; member < Math.min(from + 500, members); member += 1) {
      const [space, user] = [spaceOf(member, guilds), userOf(member)];
      const state = stateOnClock(member, now);
      pipeline.hset(keys.states(space), user, encodeState(state));
      pipeline.sadd(keys.on(space, user), user);
      const fields = dayFields(member, days, now);
      for (const [month, cells] of fields) pipeline.hset(keys.days(space, user, month), ...cells);
      if (fields.size > 0) pipeline.hset(keys.dayMonths(space), user, indexOfMonths(fields.keys()));
    }
    await pipeline.exec();
  }
  await redis.sadd(keys.spaces, ...Array.from({ length: guilds }, (_, guild) => spaceOf(guild, guilds)));
};
