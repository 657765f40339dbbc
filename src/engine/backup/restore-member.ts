import { requestId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import { encodeLedger } from '../codec/ledger.js';
import { monthOf } from '../codec/month.js';
import { decodeState, encodeState } from '../codec/state.js';
import { splitVersion, versioned } from '../codec/versioned.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import { monthsOf } from '../redis/member-reads.js';
import { bytesOrNull, text } from '../redis/replies.js';
import { scripts } from '../redis/scripts.js';
import { BackupRefused } from './failures.js';
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
    const byMonth = new Map<string, (number | Buffer)[]>();
    for (const [end, entry] of entries) {
      const cells = byMonth.get(monthOf(end));
      if (cells === undefined) byMonth.set(monthOf(end), [end, entry]);
      else cells.push(end, entry);
    }
    const known = this.months.size;
    for (const month of byMonth.keys()) this.months.add(month);
    // The index first: an erasure finds the entries by it.
    if (this.months.size > known) {
      const months = [...this.months].sort().join(',');
      await redis.write((connection) => connection.send('HSET', [keys.months(space), this.user, months]));
    }
    await redis.write((connection) =>
      Promise.all(
        [...byMonth].map(([month, cells]) => connection.send('ZADD', [keys.entries(space, this.user, month), ...cells])),
      ),
    );
  }

  async days(days: readonly (readonly [field: string, ms: number])[]): Promise<void> {
    const { redis, space } = this.context;
    await this.clear();
    if (days.length > 0)
      await redis.write((connection) => connection.send('HSET', [keys.days(space, this.user), ...days.flat()]));
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
    const held = await redis.read((connection) => connection.send('HGET', [keys.months(space), this.user]));
    const months = monthsOf(bytesOrNull(held));
    const names: string[] = [keys.days(space, this.user)];
    names.push(...months.map((month) => keys.entries(space, this.user, month)));
    await redis.write((connection) => connection.send('UNLINK', names));
    if (months.length > 0) await redis.write((connection) => connection.send('HDEL', [keys.months(space), this.user]));
  }
}

/**
 * What is put over a newer state still knows the requests of that one: else the journals' changes since the backup would count as never
 * applied, and be applied again. What was asked for before now is looked for in the ledger, which has them.
 */
const over = (now: MemberState, then: MemberState, at: number): MemberState => ({
  ...then,
  seen: { ids: now.seen.ids, until: Math.max(now.seen.until, then.seen.until, at) },
});
