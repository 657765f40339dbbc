import { userId, type SpaceId, type UserId } from '../../domain/ids.js';
import { delay, type Clock } from '../../domain/ports.js';
import { CorruptData, idOf } from '../codec/blob.js';
import { decodeLedger } from '../codec/ledger.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { leaseStore } from './lease.js';
import { bytes, integer, list, text } from './replies.js';
import { scripts } from './scripts.js';

const PAGE = 500;
const LEASE_MS = 30_000;
const LOOK_AGAIN_MS = 100;

interface Rewriting {
  readonly redis: Guarded;
  readonly clock: Clock;
  readonly owner: string;
}

/**
 * Takes a member's rows up to a version out of the ledger. Deleting rows of a stream leaves their bytes in its nodes, so it is written anew
 * beside the old one and put in its place, with what was appended meanwhile; the rows keep their ids.
 */
export const forgetInLedger = async (parts: Rewriting, space: SpaceId, user: UserId, upTo: number): Promise<void> => {
  const leases = leaseStore(parts.redis);
  const name = `ledger ${space}`;
  // Two at a time would bring back what the other took out.
  for (;;) {
    if (await holdsNothing(parts, space, user, upTo)) return;
    if ((await leases.take(name, parts.owner, LEASE_MS)).mine) break;
    await delay(parts.clock, LOOK_AGAIN_MS);
  }
  try {
    await rewrite(parts, space, user, upTo, async () => (await leases.take(name, parts.owner, LEASE_MS)).mine);
  } finally {
    await leases.release(name, parts.owner);
  }
};

const rewrite = async (
  { redis }: Rewriting,
  space: SpaceId,
  user: UserId,
  upTo: number,
  stillMine: () => Promise<boolean>,
): Promise<void> => {
  const next = keys.nextLedger(space);
  await redis.write((connection) => connection.send('UNLINK', [next]));
  let last = '0-0';
  for await (const page of pages(redis, space)) {
    if (!(await stillMine())) throw new Error('the ledger is written anew by another process');
    const kept = page.flatMap(({ id, cells }) => {
      const rest = withoutMember(cells, user, upTo);
      return rest === null ? [] : [{ id, cells: rest }];
    });
    await redis.write((connection) => Promise.all(kept.map(({ id, cells }) => connection.send('XADD', [next, id, ...cells]))));
    last = page.at(-1)?.id ?? last;
  }
  if (!(await stillMine())) throw new Error('the ledger is written anew by another process');
  await redis.write((connection) => connection.run(scripts.swapLedger, [keys.ledger(space), next], [last]));
};

const holdsNothing = async ({ redis }: Rewriting, space: SpaceId, user: UserId, upTo: number): Promise<boolean> => {
  for await (const page of pages(redis, space))
    if (page.some(({ cells }) => withoutMember(cells, user, upTo) !== cells)) return false;
  return true;
};

interface StreamRow {
  readonly id: string;
  readonly cells: readonly Buffer[];
}

async function* pages(redis: Guarded, space: SpaceId): AsyncGenerator<readonly StreamRow[]> {
  for (let at = '-'; ;) {
    const from = at;
    const reply = list(
      await redis.read((connection) => connection.send('XRANGE', [keys.ledger(space), from, '+', 'COUNT', PAGE])),
    );
    const rows = reply.map((row): StreamRow => {
      const [id, cells] = list(row);
      return { id: text(id), cells: list(cells).map(bytes) };
    });
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    at = `(${rows.at(-1)?.id ?? ''}`;
  }
}

/** The very same cells when they say nothing of it; null when they say nothing else. */
const withoutMember = (cells: readonly Buffer[], user: UserId, upTo: number): readonly Buffer[] | null => {
  const [name, value] = [cells[0]?.toString() ?? '', cells[1]];
  if (/^\d/.test(name) && value !== undefined) {
    const member = idOf(userId, name);
    return member === user && decodeLedger(value, member).version <= upTo ? null : cells;
  }
  const fields = new Map<string, Buffer>();
  for (let at = 0; at + 1 < cells.length; at += 2) fields.set(cells[at]?.toString() ?? '', cells[at + 1] ?? Buffer.alloc(0));
  if (fields.has('c')) return cells;
  const [member, version] = [fields.get('u'), fields.get('v')];
  if (member === undefined || version === undefined) throw new CorruptData('ledger: a row lacks a field');
  return member.toString() === user && integer(version) <= upTo ? null : cells;
};
