import type { SpaceId, UserId } from '../../domain/ids.js';
import { delay, type Clock } from '../../domain/ports.js';
import { ledgerCodec, type LedgerCodec, type LedgerLine } from '../ledger/row-codec.js';
import type { LedgerFacts, UnknownRow } from '../ledger/row-kind.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { leaseStore } from './lease-store.js';
import { ledgerPages } from './ledger/pages.js';
import { scripts } from './scripts.js';

const LEASE_MS = 30_000;
const LOOK_AGAIN_MS = 100;

/** Anything that is read of a row here is its moment. */
type Moment = Pick<LedgerFacts, 'at'> | UnknownRow;

interface Rewriting {
  readonly redis: Guarded;
  readonly clock: Clock;
  readonly owner: string;
  readonly codec?: LedgerCodec<Moment>;
}

/** What of a member goes: changes up to a version of its state, and what else there is up to a moment, ms. */
export interface Forgotten {
  readonly user: UserId;
  readonly version: number;
  readonly at: number;
}

/**
 * Takes a member's rows out of the ledger. Deleting rows of a stream leaves their bytes in its nodes, so it is written anew beside the old one
 * and put in its place, with what was appended meanwhile. The rows of others stay as they are, understood or not, and keep their ids.
 */
export const forgetInLedger = async (parts: Rewriting, space: SpaceId, forgotten: Forgotten): Promise<void> => {
  const leases = leaseStore(parts.redis);
  const name = `ledger ${space}`;
  // Two at a time would bring back what the other took out.
  for (;;) {
    if (await holdsNothing(parts, space, forgotten)) return;
    if ((await leases.take(name, parts.owner, LEASE_MS)).mine) break;
    await delay(parts.clock, LOOK_AGAIN_MS);
  }
  try {
    await rewrite(parts, space, forgotten, async () => (await leases.take(name, parts.owner, LEASE_MS)).mine);
  } finally {
    await leases.release(name, parts.owner);
  }
};

const rewrite = async (
  { redis, codec = ledgerCodec }: Rewriting,
  space: SpaceId,
  forgotten: Forgotten,
  stillMine: () => Promise<boolean>,
): Promise<void> => {
  const next = keys.nextLedger(space);
  await redis.write((connection) => connection.send('UNLINK', [next]));
  let last = '0-0';
  /** Of rows of a member who came back. */
  const positions: string[] = [];
  for await (const page of ledgerPages(redis, codec, space)) {
    if (!(await stillMine())) throw new Error('the ledger is written anew by another process');
    const kept = page.filter((line) => !isForgotten(line, forgotten));
    await redis.write((connection) =>
      Promise.all(kept.map(({ position, cells }) => connection.send('XADD', [next, position, ...cells]))),
    );
    positions.push(...kept.filter(({ user }) => user === forgotten.user).map(({ position }) => position));
    last = page.at(-1)?.position ?? last;
  }
  if (!(await stillMine())) throw new Error('the ledger is written anew by another process');
  const names = [keys.ledger(space), next, keys.history(space)];
  await redis.write((connection) => connection.run(scripts.swapLedger, names, [last, forgotten.user, ...positions]));
};

const holdsNothing = async (
  { redis, codec = ledgerCodec }: Rewriting,
  space: SpaceId,
  forgotten: Forgotten,
): Promise<boolean> => {
  for await (const page of ledgerPages(redis, codec, space)) if (page.some((line) => isForgotten(line, forgotten))) return false;
  return true;
};

/** A row of the member that tells no moment is judged by when it was appended. */
const isForgotten = (line: LedgerLine<Moment>, { user, version, at }: Forgotten): boolean => {
  if (line.user !== user) return false;
  if (line.changesState && line.head !== null) return line.head.version <= version;
  const moments = line.records().map((record) => ('at' in record ? record.at : appendedAt(line)));
  return moments.length === 0 ? appendedAt(line) <= at : Math.min(...moments) <= at;
};

const appendedAt = ({ position }: LedgerLine<unknown>): number => Number(position.split('-')[0]);
