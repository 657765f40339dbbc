import { requestId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import { encodeLedger } from '../codec/ledger.js';
import { monthOf, monthOfDay } from '../codec/month.js';
import { decodeState, encodeState } from '../codec/state.js';
import { splitVersion, versioned } from '../codec/versioned.js';
import type { Guarded } from '../redis/guarded.js';
import { MONTH_KEYS } from '../redis/key-kinds.js';
import { keys } from '../redis/keys.js';
import { indexOfMonths, monthsOf } from '../redis/months.js';
import { bytesOrNull, text } from '../redis/replies.js';
import { scripts } from '../redis/scripts.js';
import { BackupRefused } from './refusals.js';
import { standingOf, type Standing } from './inspect.js';
import type { BackupRecord } from './records.js';

export type StateRecord = Extract<BackupRecord, { kind: 'state' }>;

export interface RestoreContext {
  readonly redis: Guarded;
  readonly space: SpaceId;
  /** The backup's id. */
  readonly backup: string;
  readonly force: boolean;
  /** ms. */
  readonly now: number;
}

/** A forced restore may be repeated, and finds what it did, for this long. */
const MARKED_MS = 7 * 86_400_000;

/**
 * Puts one member back: what hangs on the state first, and the state last, by compare-and-set. So a restore that was ended in the middle is
 * begun again with this member, and a member that is complete is left alone.
 */
export class MemberRestore {
  private readonly context: RestoreContext;
  private readonly user: UserId;
  private readonly months = new Set<string>();
  private readonly dayMonths = new Set<string>();
  private now: Buffer | null = null;
  private givenNow = '';
  private cleared = false;

  constructor(context: RestoreContext, user: UserId) {
    this.context = context;
    this.user = user;
  }

  /** Is something of the member in Redis? */
  get exists(): boolean {
    return this.now !== null;
  }

  /** Call it before anything else. */
  async begin(): Promise<void> {
    const { redis, space } = this.context;
    const [state, roles] = await redis.read((connection) =>
      Promise.all([
        connection.send('HGET', [keys.states(space), this.user]),
        connection.send('HGET', [keys.givenRoles(space), this.user]),
      ]),
    );
    this.now = bytesOrNull(state);
    this.givenNow = bytesOrNull(roles)?.toString() ?? '';
  }

  /** `same` means that nothing has to be done. */
  async standing(value: Buffer): Promise<Standing> {
    const { redis, space, backup } = this.context;
    if (this.now === null) return 'absent';
    const mark = await redis.read((connection) => connection.send('HGET', [keys.restored(space), this.user]));
    return standingOf(this.now, value, bytesOrNull(mark)?.toString() ?? null, backup);
  }

  async entries(entries: readonly (readonly [end: number, entry: Buffer])[]): Promise<void> {
    const { redis, space } = this.context;
    await this.clear();
    const byMonth = grouped(entries, ([end]) => monthOf(end));
    await this.index(keys.months(space), this.months, byMonth.keys());
    await redis.write((connection) =>
      Promise.all(
        [...byMonth].map(([month, ofIt]) => connection.send('ZADD', [keys.entries(space, this.user, month), ...ofIt.flat()])),
      ),
    );
  }

  async days(days: readonly (readonly [field: string, ms: number])[]): Promise<void> {
    const { redis, space } = this.context;
    await this.clear();
    const byMonth = grouped(days, ([field]) => monthOfDay(field));
    await this.index(keys.dayMonths(space), this.dayMonths, byMonth.keys());
    await redis.write((connection) =>
      Promise.all(
        [...byMonth].map(([month, ofIt]) => connection.send('HSET', [keys.days(space, this.user, month), ...ofIt.flat()])),
      ),
    );
  }

  /** Names months in an index. It goes before what it names: an erasure finds that by it. */
  private async index(key: string, known: Set<string>, months: Iterable<string>): Promise<void> {
    const before = known.size;
    for (const month of months) known.add(month);
    if (known.size === before) return;
    const { redis } = this.context;
    await redis.write((connection) => connection.send('HSET', [key, this.user, indexOfMonths(known)]));
  }

  /** @throws BackupRefused when a bot changed the member meanwhile */
  async finish({ value, roles, notices }: StateRecord): Promise<void> {
    const { redis, space, backup, now } = this.context;
    await this.clear();
    const then = splitVersion(value, 'state');
    const version = this.now === null ? then.version : Math.max(splitVersion(this.now, 'state').version, then.version) + 1;
    const state = decodeState(value);
    const { active } = state;
    const names = [
      keys.states(space),
      keys.on(space, this.user),
      keys.ledger(space),
      keys.givenRoles(space),
      keys.notices(space, this.user),
      keys.noticed(space),
      keys.restored(space),
      keys.totals(space, this.user),
    ];
    const args = [
      this.user,
      this.now ?? '',
      this.now === null ? versioned(version, then.blob) : encodeState(over(decodeState(this.now), { ...state, version }, now)),
      active === null ? '' : 'on',
      // Roles that were given since are still ours to take.
      [...new Set([...roles.split(' '), ...this.givenNow.split(' ')].filter((role) => role !== ''))].join(' '),
      this.now === null ? '' : this.ledgerRow(version, decodeState(this.now), decodeState(value)),
      `${backup}:${version}`,
      MARKED_MS,
      ...notices,
    ];
    const outcome = text(await redis.write((connection) => connection.run(scripts.restoreMember, names, args)));
    if (outcome !== 'o')
      throw new BackupRefused(`a member of ${space} was changed during the restore; stop the bot, and run it again with --force`);
  }

  private ledgerRow(version: number, before: MemberState, after: MemberState): Buffer {
    const { backup, now } = this.context;
    const record = {
      ...{ event: 'restored', at: now, actor: null, source: 'restore' },
      before: before.active ?? before.last,
      after: after.active ?? after.last,
    };
    return encodeLedger(this.user, { requestId: requestId(`restore:${backup}:${this.user}`), version, ledger: [record] });
  }

  /** Takes away what hung on the member, which an interrupted restore may have left too. */
  private async clear(): Promise<void> {
    if (this.cleared) return;
    this.cleared = true;
    const { redis, space } = this.context;
    for (const { foundBy, name } of MONTH_KEYS) {
      const held = await redis.read((connection) => connection.send('HGET', [keys[foundBy](space), this.user]));
      const names = monthsOf(bytesOrNull(held)).map((month) => name(space, this.user, month));
      if (names.length === 0) continue;
      await redis.write((connection) => connection.send('UNLINK', names));
      await redis.write((connection) => connection.send('HDEL', [keys[foundBy](space), this.user]));
    }
  }
}

const grouped = <T>(rows: readonly T[], monthOf: (row: T) => string): ReadonlyMap<string, T[]> => {
  const byMonth = new Map<string, T[]>();
  for (const row of rows) {
    const ofIt = byMonth.get(monthOf(row));
    if (ofIt === undefined) byMonth.set(monthOf(row), [row]);
    else ofIt.push(row);
  }
  return byMonth;
};

/**
 * What is put over a newer state still knows the requests of that one: else the journals' changes since the backup would count as never
 * applied, and be applied again. What was asked for before now is looked for in the ledger, which has them.
 */
const over = (now: MemberState, then: MemberState, at: number): MemberState => ({
  ...then,
  seen: { ids: now.seen.ids, until: Math.max(now.seen.until, then.seen.until, at) },
});
