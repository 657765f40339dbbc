import type { Clock } from '../../domain/ports.js';
import type { RequestId, SpaceId, UserId } from '../../domain/ids.js';
import { CorruptData, pack, packedId } from '../codec/blob.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytes, bytesOrNull, list, text } from './replies.js';
import { scripts } from './scripts.js';

export interface ConfigWrite {
  readonly requestId: RequestId;
  readonly expectedVersion: number;
  /** `<version>:<configuration>` */
  readonly value: Buffer;
  readonly event: string;
  readonly at: number;
  readonly actor: UserId | null;
  /** What stood before, for the ledger; null when nothing was stored. */
  readonly before: Buffer | null;
}

export interface ConfigStore {
  read(space: SpaceId): Promise<Buffer | null>;
  /** `value` is what stands now; null when nothing does. */
  write(
    space: SpaceId,
    change: ConfigWrite,
  ): Promise<{ readonly kind: 'ok' | 'replay' | 'conflict'; readonly value: Buffer | null }>;
}

const KINDS = { o: 'ok', r: 'replay', c: 'conflict' } as const;

export const configStore = (
  redis: Guarded,
  { clock, origin, requestWindowMs }: { readonly clock: Clock; readonly origin: string; readonly requestWindowMs: number },
): ConfigStore => ({
  read: async (space) => bytesOrNull(await redis.read((connection) => connection.send('GET', [keys.config(space)]))),
  write: async (space, { requestId, expectedVersion, value, event, at, actor, before }) => {
    const now = clock.now();
    const row = pack([1, event, at, actor === null ? null : packedId(actor), before?.toString() ?? null, value.toString()]);
    const args = [
      now,
      now - requestWindowMs,
      keys.invalidation,
      `${origin} ${space} cfg:${expectedVersion + 1}`,
      requestId,
      expectedVersion,
      value,
      row,
    ];
    const names = [keys.config(space), keys.ledger(space), keys.requests(space)];
    const reply = list(await redis.write((connection) => connection.run(scripts.putConfig, names, args)));
    const code = text(reply[0]);
    if (code !== 'o' && code !== 'r' && code !== 'c') throw new CorruptData('configuration script: not an outcome');
    const stands = bytes(reply[1]);
    return { kind: KINDS[code], value: stands.length === 0 ? null : stands };
  },
});
