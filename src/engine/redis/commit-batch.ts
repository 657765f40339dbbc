import type { SpaceId } from '../../domain/ids.js';
import { CorruptData } from '../codec/blob.js';
import { monthOf, monthOfDay } from '../codec/month.js';
import { bytesOfSeen } from '../codec/state.js';
import type { Commit, CommitOutcome } from '../store.js';
import type { EncodedCommit } from '../writer/commit-line.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { text } from './replies.js';
import { scripts } from './scripts.js';

export interface BatchOptions {
  readonly redis: Guarded;
  /** Names this process in invalidation messages. */
  readonly origin: string;
  /** Called when the deltas that the boards of a space lack have come to `length`. */
  readonly onUnfolded: (space: SpaceId, length: number) => void;
  /** Called when so many rows may have been appended to the ledger of a space. */
  readonly onWritten: (space: SpaceId, rows: number) => void;
}

/** Sends the commits of one space as one script; no member may be among them twice. One outcome for each, in order. */
export const commitBatch =
  ({ redis, origin, onUnfolded, onWritten }: BatchOptions) =>
  async (space: SpaceId, commits: readonly EncodedCommit[]): Promise<readonly CommitOutcome[]> => {
    const names: string[] = [
      keys.states(space),
      keys.ledger(space),
      keys.unfolded(space),
      keys.months(space),
      keys.dayMonths(space),
      ...keys.allOn(space),
    ];
    for (const { commit } of commits) names.push(keys.totals(space, commit.user));
    for (const { commit } of commits) addKeys(names, commit);
    const upon = Buffer.from(commits.map(({ commit }) => bytesOfSeen(commit.next.seen.ids.slice(1))));
    const all = Buffer.concat(commits.map(({ bytes }) => bytes));
    const args = [keys.invalidation, `${origin} ${space} `, all, upon];
    const reply = text(await redis.write((connection) => connection.run(scripts.commit, names, args)));
    const [outcomes = '', unfolded] = reply.split(';');
    onWritten(space, commits.length);
    if (unfolded !== undefined) onUnfolded(space, Number(unfolded));
    return outcomesOf(outcomes, commits);
  };

/** As scripts/commit.lua walks through them. */
const addKeys = (names: string[], { space, user, days, entries }: Commit): void => {
  for (const { day } of days) names.push(keys.days(space, user, monthOfDay(day)));
  for (const { session } of entries) names.push(keys.entries(space, user, monthOf(session.endedAt ?? 0)));
};

const KINDS: Readonly<Record<string, CommitOutcome['kind']>> = { r: 'replay', c: 'conflict' };

const outcomesOf = (reply: string, commits: readonly EncodedCommit[]): readonly CommitOutcome[] => {
  const parts = reply.split(',');
  if (parts.length !== commits.length) throw new CorruptData(`${parts.length} outcomes for ${commits.length} commits`);
  return commits.map(({ commit }, index) => {
    const part = parts[index] ?? '';
    if (part === 'o') return { kind: 'ok', version: commit.next.version };
    const kind = KINDS[part.charAt(0)];
    const version = Number(part.slice(1));
    if (kind === undefined || !/^\d+$/.test(part.slice(1))) throw new CorruptData('commit script: not an outcome');
    return { kind, version };
  });
};
