import type { UserId } from '../../domain/ids.js';
import type { StoredOfOther } from '../../engine/documents/kinds/imports.js';
import type { StoredChunk } from './store-chunk.js';

/** What is stored of each of the others, with one chunk more of one of them. */
export const withStored = (
  others: readonly StoredOfOther[],
  user: UserId,
  { stored, ms, from, to }: Pick<StoredChunk, 'stored' | 'ms' | 'from' | 'to'>,
): readonly StoredOfOther[] => {
  if (stored === 0) return others;
  const before = others.find((one) => one.user === user);
  if (before === undefined) return [...others, { user, entries: stored, ms, from, to }];
  const after: StoredOfOther = {
    ...before,
    ...{ entries: before.entries + stored, ms: before.ms + ms },
    ...{ from: Math.min(before.from, from), to: Math.max(before.to, to) },
  };
  return others.map((one) => (one === before ? after : one));
};
