import type { Setting, Value } from './contract.js';

/** What was changed on the page and is not saved yet: key -> value. */
export type Draft = ReadonlyMap<string, Value>;

/** Do two values of a setting mean the same? */
export const isSame = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The draft with one more change; one that leads back to what is stored is none. */
export function drafted(draft: Draft, setting: Setting, value: Value): Draft {
  const next = new Map(draft);
  if (isSame(setting.value, value)) next.delete(setting.key);
  else next.set(setting.key, value);
  return next;
}

/** What the page shows of a setting: the draft, else what is stored. */
export const valueIn = (draft: Draft, setting: Setting): Value =>
  draft.has(setting.key) ? (draft.get(setting.key) ?? null) : setting.value;

/** A setting that somebody else changed while it was changed here too. */
export interface Conflict {
  readonly key: string;
  readonly theirs: Value;
  readonly mine: Value;
}

/**
 * What becomes of a draft that was made upon `before` when `now` is stored: changes that others made as well stay in the draft and are conflicts, those
 * that are stored by now are gone.
 */
export function rebased(
  draft: Draft,
  before: readonly Setting[],
  now: readonly Setting[],
): { readonly draft: Draft; readonly conflicts: readonly Conflict[] } {
  const was = new Map(before.map(({ key, value }) => [key, value]));
  const kept = new Map<string, Value>();
  const conflicts: Conflict[] = [];
  for (const { key, value } of now) {
    const mine = draft.get(key);
    if (mine === undefined || isSame(mine, value)) continue;
    kept.set(key, mine);
    if (!isSame(was.get(key) ?? null, value)) conflicts.push({ key, theirs: value, mine });
  }
  return { draft: kept, conflicts };
}
