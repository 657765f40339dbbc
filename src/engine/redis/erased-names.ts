import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, integer, list, pairs, text } from './replies.js';

/** `<space>/<member>`, or `<space>/*` for all of a space, and when it was erased, ms. */
export type Erased = readonly [what: string, at: number];

export const erasedName = (space: SpaceId, user: UserId | '*'): string => `${space}/${user}`;

/** ms that an erasure is remembered: longer than any backup should be kept (docs/operations.md). */
const ERASURES_KEPT_MS = 400 * 86_400_000;

const PAGE = 1_000;

/** Remembers that this was erased, so that no journal and no backup of before brings it back. What is too old is forgotten. */
export const noteErased = async (redis: Guarded, erased: readonly Erased[], now: number): Promise<void> => {
  for (let at = 0; at < erased.length; at += PAGE) {
    const args = erased.slice(at, at + PAGE).flatMap(([what, ms]) => [ms, what]);
    await redis.write((connection) => connection.send('ZADD', [keys.erased, 'GT', ...args]));
  }
  await redis.write((connection) => connection.send('ZREMRANGEBYSCORE', [keys.erased, '-inf', now - ERASURES_KEPT_MS]));
};

/** When the member, or the whole space, was erased last, ms; null when never. */
export const erasedAt = async (redis: Guarded, space: SpaceId, user: UserId): Promise<number | null> => {
  const scores = list(
    await redis.read((connection) => connection.send('ZMSCORE', [keys.erased, erasedName(space, user), erasedName(space, '*')])),
  );
  const moments = scores.map((score) => bytesOrNull(score)).flatMap((score) => (score === null ? [] : [integer(score)]));
  return moments.length === 0 ? null : Math.max(...moments);
};

/** All that is remembered, by pages. */
export async function* readErased(redis: Guarded): AsyncGenerator<readonly Erased[]> {
  for (let from = 0; ; from += PAGE) {
    const args = [keys.erased, from, from + PAGE - 1, 'WITHSCORES'];
    const page = [...pairs(await redis.read((connection) => connection.send('ZRANGE', args)))].map(([what, at]): Erased => [
      text(what),
      integer(at),
    ]);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
  }
}
