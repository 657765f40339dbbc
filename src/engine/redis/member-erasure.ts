import { isGuildSpace, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Clock, Ids } from '../../domain/ports.js';
import type { Erasures } from '../erasures.js';
import { EMPTY_MEMBER } from '../../domain/session.js';
import { encodeState } from '../codec/state.js';
import { splitVersion, versioned } from '../codec/versioned.js';
import { forgetOnBoards } from './boards/forget.js';
import { rebuildBoards } from './boards/rebuild.js';
import { erasedAt, erasedName, noteErased } from './erased-names.js';
import { gravesOf, type Grave } from './graves.js';
import type { Guarded } from './guarded.js';
import { erasedDocumentsSubject } from './invalidation.js';
import { keysErasedWith, MONTH_KEYS } from './key-kinds.js';
import { keys } from './keys.js';
import { forgetInLedger } from './ledger-rewrite.js';
import { monthsOf } from './months.js';
import { bytesOrNull, integer, text } from './replies.js';
import { scripts } from './scripts.js';

export interface ErasureOptions {
  readonly redis: Guarded;
  readonly clock: Clock;
  /** For the name of the lineage that a space's sums begin. */
  readonly ids: Pick<Ids, 'next'>;
  /** Names this process in invalidation messages. */
  readonly origin: string;
  /** For our own caches, which our messages do not reach: the member has this version now. */
  readonly changed: (space: SpaceId, user: UserId, version: number) => void;
  /** The same: everything of the space is to be read anew. */
  readonly forgotten: (space: SpaceId) => void;
  /** The same: the member has no documents any more. */
  readonly undocumented: (space: SpaceId, user: UserId) => void;
}

const ATTEMPTS = 10;

export const memberErasures = ({ redis, clock, ids, origin, changed, forgotten, undocumented }: ErasureOptions): Erasures => {
  const emptyState = (at: number): Buffer => splitVersion(encodeState({ ...EMPTY_MEMBER, changedAt: at }), 'state').blob;

  /** Everything but the ledger. Answers the version of what is left. */
  const eraseState = async (space: SpaceId, user: UserId, at: number): Promise<number> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const indexes = MONTH_KEYS.map(({ foundBy }) => keys[foundBy](space));
      const replies = await redis.read((connection) => Promise.all(indexes.map((key) => connection.send('HGET', [key, user]))));
      const held = replies.map(bytesOrNull);
      const byMonth = MONTH_KEYS.map(({ foundBy, name }, index) => ({
        isDays: foundBy === 'dayMonths',
        names: monthsOf(held[index] ?? null).map((month) => name(space, user, month)),
      }));
      const namesOf = (isDays: boolean): readonly string[] =>
        byMonth.filter((each) => each.isDays === isDays).flatMap(({ names }) => names);
      // The script looks for them at the end.
      const days = namesOf(true);
      const { fields, elements, own } = keysErasedWith(space, user);
      const fixed = [keys.states(space), keys.erasing(space), keys.due(space), keys.memberDue(space, user), keys.former(space)];
      const names = [...fixed, ...indexes, ...fields, ...elements, ...own, ...namesOf(false), ...days];
      const args = [
        ...[user, emptyState(at), at, keys.invalidation, `${origin} ${space} `],
        ...[`${origin} ${erasedDocumentsSubject(space, user)}`, indexes.length, fields.length, elements.length],
        // A person's own space has no totals that others share, and is erased as a whole.
        ...[isGuildSpace(space) ? days.length : 0, ids.next()],
        ...held.map((months) => months ?? ''),
      ];
      const reply = text(await redis.write((connection) => connection.run(scripts.eraseMember, names, args)));
      if (reply !== 'c') return Number(reply);
    }
    throw new Error('a member changes faster than it can be erased');
  };

  /** What takes longer than a script may: done again when it was interrupted. */
  const finish = async (space: SpaceId, { user, at, version }: Grave, offBoards: () => Promise<void>): Promise<void> => {
    await forgetInLedger({ redis, clock, owner: origin }, space, { user, version, at });
    await offBoards();
    await redis.write((connection) => connection.send('HSET', [keys.erasing(space), user, `done:${at}:${version}`]));
  };

  return {
    eraseMember: async (space, user) => {
      const at = clock.now();
      // First, so that no journal is offered in between.
      await noteErased(redis, [[erasedName(space, user), at]], at);
      const version = await eraseState(space, user, at);
      // After the state: nobody notes a sign of somebody who is not on the clock.
      for (const signs of [keys.signs(space), keys.presence(space)])
        await redis.write((connection) => connection.send('ZREM', [signs, user]));
      undocumented(space, user);
      if (version > 0) changed(space, user, version);
      if (version > 0)
        await finish(space, { user, at, version, done: false }, () => forgetOnBoards(redis, space, user, clock.now()));
      return version;
    },
    erasedAt: (space, user) => erasedAt(redis, space, user),
    tidy: async (space, ageMs) => {
      const reply = await redis.read((connection) => connection.send('HGETALL', [keys.erasing(space)]));
      let buried = 0;
      for (const grave of gravesOf(reply)) {
        const { user, at, version, done } = grave;
        // The member may have come back meanwhile, and be on the boards again.
        if (!done) await finish(space, grave, () => rebuildBoards(redis, space, clock.now()));
        if (clock.now() - at < ageMs) continue;
        const args = [user, versioned(version, emptyState(at))];
        const names = [keys.states(space), keys.erasing(space), keys.totals(space, user)];
        buried += integer(await redis.write((connection) => connection.run(scripts.buryMember, names, args)));
      }
      if (buried > 0) {
        // Versions begin again from 0.
        await redis.write((connection) => connection.send('PUBLISH', [keys.invalidation, `${origin} ${space} *`]));
        forgotten(space);
      }
      return buried;
    },
  };
};
