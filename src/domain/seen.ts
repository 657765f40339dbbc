import type { RequestId } from './ids.js';

/**
 * What a member's state remembers of the requests that made it, so that a second delivery is recognised without a search: the ids of the
 * last few, and the newest moment that any of them was asked for at. A request asked for after that moment has never been applied.
 */
export interface Seen {
  /** Newest first, at most SEEN_KEPT. */
  readonly ids: readonly RequestId[];
  /** ms, as the requests said it themselves: not held to our clock. */
  readonly until: number;
}

const SEEN_KEPT = 3;

export const NOTHING_SEEN: Seen = { ids: [], until: 0 };

/** `seen` with one more request, asked for at `askedAt` (ms). */
export const see = (seen: Seen, request: RequestId, askedAt: number): Seen => {
  const ids = [request];
  for (const id of seen.ids) if (ids.length < SEEN_KEPT) ids.push(id);
  return { ids, until: Math.max(seen.until, Math.floor(askedAt)) };
};

/** `perhaps`: only the ledger knows. */
export const wasSeen = (seen: Seen, request: RequestId, askedAt: number): 'yes' | 'no' | 'perhaps' => {
  if (seen.ids.includes(request)) return 'yes';
  return askedAt > seen.until ? 'no' : 'perhaps';
};
