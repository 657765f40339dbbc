import { domainError, isErrorCode, type DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/ports.js';
import { requestId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Unapplied } from '../api.js';
import { StoreUnavailable } from '../store.js';
import { CorruptData, pack, unpack, type Row } from '../codec/blob.js';
import type { Guarded } from './guarded.js';
import { encodeUnapplied } from '../ledger/kinds/unapplied.js';
import { cellsOf } from '../ledger/row-codec.js';
import { keys } from './keys.js';
import { bytes, integer, list } from './replies.js';
import { scripts } from './scripts.js';

export interface NoticeStore {
  /** Keeps it until the member has been told, and in the ledger for good, where `/explain` finds it. Rejects with `StoreUnavailable`. */
  put(unapplied: Unapplied): Promise<void>;
  /** What the member has not been told yet, oldest first; kept until `told`. Empty while Redis is away: they are told later. */
  pending(space: SpaceId, user: UserId): Promise<readonly Unapplied[]>;
  /** These were shown; they are not handed out again. Rejects with `StoreUnavailable`. */
  told(space: SpaceId, user: UserId, shown: readonly Unapplied[]): Promise<void>;
}

/** So long a space without notices is not asked again, ms: by then one that another process has put is told. */
const NONE_FOR_MS = 5_000;
const SPACES_REMEMBERED = 10_000;

/** @param clock tells how long a space was found to have none; every click asks, and hardly ever is there any */
export const notices = (redis: Guarded, clock: Pick<Clock, 'monotonic'>): NoticeStore => {
  /** Until when a space is taken to have none, by the monotonic clock. */
  const none = new Map<SpaceId, number>();
  const hasAny = async (space: SpaceId): Promise<boolean> => {
    const now = clock.monotonic();
    if ((none.get(space) ?? 0) > now) return false;
    const count = integer(await redis.read((connection) => connection.send('SCARD', [keys.noticed(space)])));
    if (count > 0) return true;
    if (none.size >= SPACES_REMEMBERED) none.clear();
    none.set(space, now + NONE_FOR_MS);
    return false;
  };
  return {
    put: async (unapplied) => {
      const { space, user } = unapplied;
      const names = [keys.notices(space, user), keys.noticed(space), keys.ledger(space)];
      const args = [user, encode(unapplied), ...cellsOf(user, encodeUnapplied(unapplied))];
      await redis.write((connection) => connection.run(scripts.putNotice, names, args));
      none.delete(space);
    },
    pending: async (space, user) => {
      try {
        if (!(await hasAny(space))) return [];
        const reply = await redis.read((connection) => connection.send('LRANGE', [keys.notices(space, user), 0, -1]));
        return list(reply).map((blob) => decode(space, user, bytes(blob)));
      } catch (error) {
        if (error instanceof StoreUnavailable) return [];
        throw error;
      }
    },
    told: async (space, user, shown) => {
      if (shown.length === 0) return;
      const names = [keys.notices(space, user), keys.noticed(space)];
      await redis.write((connection) => connection.run(scripts.toldNotices, names, [user, ...shown.map(encode)]));
    },
  };
};

const encode = ({ requestId: request, command, at, error: { code, params } }: Unapplied): Buffer =>
  pack([1, request, command, at, code, params === undefined ? null : Object.entries(params).flat()]);

const decode = (space: SpaceId, user: UserId, blob: Buffer): Unapplied => {
  const row = unpack(blob, 'notice');
  return {
    space,
    user,
    requestId: requestId(row.text(1)),
    command: row.text(2),
    at: row.int(3),
    error: errorOf(row.text(4), row.rowOrNull(5)),
  };
};

const errorOf = (code: string, row: Row | null): DomainError => {
  if (!isErrorCode(code)) throw new CorruptData('notice: not an error code');
  if (row === null) return domainError(code);
  const params: Record<string, string | number> = {};
  for (let at = 0; at < row.length; at += 2) params[row.text(at)] = row.textOrNumber(at + 1);
  return domainError(code, params);
};
