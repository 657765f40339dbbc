import type { SpaceId, UserId } from '../../domain/ids.js';
import { delay, type Clock } from '../../domain/ports.js';
import { splitVersion } from '../codec/versioned.js';
import type { DocumentKind } from '../documents/document-kind.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import { monthsOf } from '../redis/months.js';
import { bytes, bytesOrNull, integer, list, pairs } from '../redis/replies.js';
import { scripts } from '../redis/scripts.js';
import { readMembers } from '../redis/space-reads.js';
import { documentRecords } from './document-records.js';
import { dueRecords } from './due-records.js';
import { formerRecord } from './former-records.js';
import { BackupRefused } from './refusals.js';
import { ledgerPages } from './ledger-lines.js';
import type { BackupRecord } from './records.js';

/** Members read at the same time, each with few entries. */
const WIDTH = 16;
/** Entries of one record; a member with more is read alone, page by page. */
const PAGE = 1_000;
const ATTEMPTS = 20;

/** Everything of a space as records, consistent for each member, while changes go on. */
export async function* readSpace(
  redis: Guarded,
  space: SpaceId,
  { clock, kinds }: { readonly clock: Clock; readonly kinds: readonly DocumentKind[] },
): AsyncGenerator<BackupRecord> {
  yield { kind: 'space', space };
  const counted = { documents: 0, members: 0, entries: 0, rows: 0 };
  for await (const record of documentRecords(redis, space, kinds)) {
    counted.documents += record.documents.length;
    yield record;
  }

  const cut = new Map<UserId, number>();
  const members = async function* (users: readonly UserId[]): AsyncGenerator<BackupRecord> {
    const small = await Promise.all(users.map((user) => smallMember(redis, space, user)));
    for (const [index, user] of users.entries())
      for await (const record of small[index] ?? largeMember(redis, space, user, clock)) {
        if (record.kind === 'entries') counted.entries += record.entries.length;
        if (record.kind === 'state') {
          counted.members += 1;
          cut.set(user, splitVersion(record.value, 'state').version);
        }
        yield record;
      }
  };
  let batch: UserId[] = [];
  for await (const user of readMembers(redis, space)) {
    batch.push(user);
    if (batch.length < WIDTH) continue;
    yield* members(batch);
    batch = [];
  }
  yield* members(batch);

  const former = await formerRecord(redis, space, cut);
  if (former !== null) yield former;

  // After the members: what their versions count is in there. Rows that change no state have version 0, also those of members without one.
  for await (const page of ledgerPages(redis, space)) {
    const rows = page.filter(([, , user, version]) => user === null || version <= (cut.get(user) ?? 0));
    counted.rows += rows.length;
    if (rows.length > 0) yield { kind: 'ledger', rows };
  }
  // Those of what the members have; a row too many finds nothing to do.
  yield* dueRecords(redis, space);
  yield { kind: 'spaceEnd', ...counted };
}

interface Beginning {
  /** `<version>:<state>`; null when there is none. */
  readonly state: Buffer | null;
  readonly months: readonly string[];
  /** The months that have day buckets. */
  readonly dayMonths: readonly string[];
  readonly roles: string;
  readonly notices: readonly Buffer[];
}

const begin = async (redis: Guarded, space: SpaceId, user: UserId): Promise<Beginning> => {
  // The state first: on one connection, what follows is as of it or later.
  const [state, months, dayMonths, roles, notices] = await redis.read((connection) =>
    Promise.all([
      connection.send('HGET', [keys.states(space), user]),
      connection.send('HGET', [keys.months(space), user]),
      connection.send('HGET', [keys.dayMonths(space), user]),
      connection.send('HGET', [keys.givenRoles(space), user]),
      connection.send('LRANGE', [keys.notices(space, user), 0, -1]),
    ]),
  );
  return {
    state: bytesOrNull(state),
    months: monthsOf(bytesOrNull(months)),
    dayMonths: monthsOf(bytesOrNull(dayMonths)),
    roles: bytesOrNull(roles)?.toString() ?? '',
    notices: list(notices).map(bytes),
  };
};

type Entry = [end: number, entry: Buffer];
type Bucket = [field: string, ms: number];

const bucketsOf = (reply: unknown): Bucket[] => [...pairs(reply)].map(([field, ms]) => [field.toString(), integer(ms)]);
const entriesOf = (reply: unknown): Entry[] => [...pairs(reply)].map(([entry, end]) => [integer(end), entry]);

const stateNow = async (redis: Guarded, space: SpaceId, user: UserId): Promise<Buffer | null> =>
  bytesOrNull(await redis.read((connection) => connection.send('HGET', [keys.states(space), user])));

const entriesFrom = async (redis: Guarded, space: SpaceId, user: UserId, month: string, from: number) => {
  const args = [keys.entries(space, user, month), from, from + PAGE - 1, 'WITHSCORES'];
  return entriesOf(await redis.read((connection) => connection.send('ZRANGE', args)));
};

const bucketsIn = async (redis: Guarded, space: SpaceId, user: UserId, month: string): Promise<Bucket[]> =>
  bucketsOf(await redis.read((connection) => connection.send('HGETALL', [keys.days(space, user, month)])));

/** What is read of each month, a year at a time. */
const ofEach = async <T>(months: readonly string[], read: (month: string) => Promise<readonly T[]>): Promise<readonly T[]> => {
  const all: T[] = [];
  for (let at = 0; at < months.length; at += 12) all.push(...(await Promise.all(months.slice(at, at + 12).map(read))).flat());
  return all;
};

const same = (a: Buffer | null, b: Buffer | null): boolean => (a === null || b === null ? a === b : a.equals(b));

/**
 * The records of a member, read at once: its version before and after tells whether they belong together; if not they are read by a script.
 * Undefined when there is much to read.
 */
const smallMember = async (redis: Guarded, space: SpaceId, user: UserId): Promise<readonly BackupRecord[] | undefined> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const begun = await begin(redis, space, user);
    const { state, months, dayMonths } = begun;
    if (state === null) return [];
    const entries: Entry[] = [];
    for (let at = 0; at < months.length; at += 12) {
      const pages = await Promise.all(months.slice(at, at + 12).map((month) => entriesFrom(redis, space, user, month, 0)));
      if (pages.some((page) => page.length === PAGE)) return undefined;
      entries.push(...pages.flat());
      if (entries.length > PAGE) return undefined;
    }
    const days = await ofEach(dayMonths, (month) => bucketsIn(redis, space, user, month));
    if (same(state, await stateNow(redis, space, user))) return recordsOf(user, begun, { state, days, entries });
    const atOnce = await atOneMoment(redis, space, user);
    if (atOnce !== null) return recordsOf(user, begun, atOnce);
  }
  return undefined;
};

interface Moment {
  readonly state: Buffer;
  readonly days: readonly Bucket[];
  readonly entries: readonly Entry[];
}

const recordsOf = (user: UserId, { roles, notices }: Beginning, { state, days, entries }: Moment): readonly BackupRecord[] => [
  { kind: 'member', user },
  ...(entries.length === 0 ? [] : [{ kind: 'entries' as const, entries: [...entries] }]),
  ...(days.length === 0 ? [] : [{ kind: 'days' as const, days: [...days] }]),
  { kind: 'state', value: state, roles, notices: [...notices] },
];

/** Of a member that changes all the time. Null when a month was added meanwhile, or the member is gone. */
const atOneMoment = async (redis: Guarded, space: SpaceId, user: UserId): Promise<Moment | null> => {
  const indexes = [keys.months(space), keys.dayMonths(space)];
  const replies = await redis.read((connection) => Promise.all(indexes.map((key) => connection.send('HGET', [key, user]))));
  const held = replies.map(bytesOrNull);
  const [months = [], dayMonths = []] = held.map(monthsOf);
  const names = [keys.states(space), ...indexes];
  names.push(...dayMonths.map((month) => keys.days(space, user, month)));
  names.push(...months.map((month) => keys.entries(space, user, month)));
  const args = [user, ...held.map((value) => value ?? ''), dayMonths.length];
  const reply = await redis.read((connection) => connection.run(scripts.readMember, names, args));
  const [state, ...parts] = reply === null ? [null] : list(reply);
  const value = bytesOrNull(state);
  if (value === null) return null;
  return {
    state: value,
    days: parts.slice(0, dayMonths.length).flatMap(bucketsOf),
    entries: parts.slice(dayMonths.length).flatMap(entriesOf),
  };
};

/** The same page by page, again until the member stands still while it is read. */
async function* largeMember(redis: Guarded, space: SpaceId, user: UserId, clock: Clock): AsyncGenerator<BackupRecord> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { state, months, dayMonths, roles, notices } = await begin(redis, space, user);
    if (state === null) return;
    yield { kind: 'member', user };
    for (const month of months) {
      for (let from = 0; ; from += PAGE) {
        const entries = await entriesFrom(redis, space, user, month, from);
        if (entries.length > 0) yield { kind: 'entries', entries };
        if (entries.length < PAGE) break;
      }
    }
    for (const month of dayMonths) {
      const days = await bucketsIn(redis, space, user, month);
      if (days.length > 0) yield { kind: 'days', days };
    }
    if (same(state, await stateNow(redis, space, user))) {
      yield { kind: 'state', value: state, roles, notices: [...notices] };
      return;
    }
    yield { kind: 'again' };
    await delay(clock, 5 * attempt);
  }
  throw new BackupRefused(`a member of ${space} changes faster than it can be read; try again`);
}
