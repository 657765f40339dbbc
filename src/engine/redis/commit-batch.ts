import type { Clock } from '../../domain/ports.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Commit, CommitOutcome, EntryChange } from '../store.js';
import { CorruptData, idBytes } from './blob.js';
import { encodeEntry, encodeLedger, encodeState } from './codec.js';
import type { Arg, Guarded } from './guarded.js';
import { keys, monthOf } from './keys.js';
import { text } from './replies.js';
import { scripts } from './scripts.js';

export interface BatchOptions {
  readonly redis: Guarded;
  readonly clock: Clock;
  /** Names this process in invalidation messages. */
  readonly origin: string;
  /** ms that a request id is remembered outside the ledger. */
  readonly requestWindowMs: number;
}

/** Sends the commits of one space as one script. One outcome for each, in order. */
export const commitBatch =
  ({ redis, clock, origin, requestWindowMs }: BatchOptions) =>
  async (space: SpaceId, commits: readonly Commit[]): Promise<readonly CommitOutcome[]> => {
    const now = clock.now();
    const names: string[] = [keys.states(space), keys.on(space), keys.ledger(space), keys.requests(space), keys.months(space)];
    const args: Arg[] = [now, now - requestWindowMs, keys.invalidation, `${origin} ${space} `];
    for (const commit of commits) append(names, args, commit);
    const reply = text(await redis.write((connection) => connection.run(scripts.commit, names, args)));
    const outcomes = reply.split(',').map(outcomeOf);
    if (outcomes.length !== commits.length) throw new CorruptData(`${outcomes.length} outcomes for ${commits.length} commits`);
    return outcomes;
  };

/** Adds one commit as scripts/commit.lua reads it. */
const append = (names: string[], args: Arg[], commit: Commit): void => {
  const { requestId, space, user, expectedVersion, next, entries, days, ledger } = commit;
  if (next.version !== expectedVersion + 1) throw new RangeError(`version ${next.version} does not follow ${expectedVersion}`);
  const start = next.active === null ? '' : next.active.startedAt;
  args.push(requestId, user, expectedVersion, encodeState(next), start, encodeLedger(ledger), days.length, entries.length);
  if (days.length > 0) names.push(keys.days(space, user));
  for (const { day, category, ms } of days) args.push(`${day}:${category}`, ms);
  for (const change of entries) {
    const end = endOf(change);
    const month = monthOf(end);
    names.push(keys.entries(space, user, month));
    const put = change.op === 'put';
    args.push(put ? '+' : '-', end, encodeEntry(change.session), month, put ? '' : idBytes(change.session.id));
  }
};

const endOf = ({ session }: EntryChange): number => {
  if (session.endedAt === null) throw new RangeError('only an ended session is an entry');
  return session.endedAt;
};

const KINDS: Readonly<Record<string, CommitOutcome['kind']>> = { o: 'ok', r: 'replay', c: 'conflict' };

const outcomeOf = (reply: string): CommitOutcome => {
  const kind = KINDS[reply.charAt(0)];
  const version = Number(reply.slice(1));
  if (kind === undefined || !/^\d+$/.test(reply.slice(1))) throw new CorruptData('commit script: not an outcome');
  return { kind, version };
};
