import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** One key that changed. A value that is not there is undefined. */
export interface KeyChange {
  /** Keys from the outside in; an element of a list of things with an `id` is named by that id. */
  readonly path: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * The keys in which two JSON values differ, as deep as both sides are objects. Lists of things that have ids are compared by these, so that a
 * change of one category does not repeat all of them. Other lists, and lists whose order changed, count as one value.
 */
export const diff = (before: unknown, after: unknown, path: readonly string[] = []): readonly KeyChange[] => {
  if (isDeepStrictEqual(before, after)) return [];
  const [old, next] = [partsOf(before), partsOf(after)];
  if (old === null || next === null || !keepsOrder(old, next)) return [change(path, before, after)];
  const keys = new Set([...old.parts.keys(), ...next.parts.keys()]);
  return [...keys].flatMap((key) => diff(old.parts.get(key), next.parts.get(key), [...path, key]));
};

/** JSON leaves out what is undefined. */
const change = (path: readonly string[], before: unknown, after: unknown): KeyChange => ({
  path,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

interface Parts {
  readonly isList: boolean;
  readonly parts: ReadonlyMap<string, unknown>;
}

const things = z.array(z.looseObject({ id: z.string() }));
const object = z.record(z.string(), z.unknown());

const partsOf = (value: unknown): Parts | null => {
  if (Array.isArray(value)) {
    const list = things.safeParse(value);
    if (!list.success) return null;
    const parts = new Map(list.data.map((thing) => [thing.id, thing]));
    return parts.size === list.data.length ? { isList: true, parts } : null;
  }
  const found = object.safeParse(value);
  return found.success ? { isList: false, parts: new Map(Object.entries(found.data)) } : null;
};

const keepsOrder = (old: Parts, next: Parts): boolean => {
  if (old.isList !== next.isList) return false;
  if (!old.isList) return true;
  const kept = [...old.parts.keys()].filter((key) => next.parts.has(key));
  const now = [...next.parts.keys()].filter((key) => old.parts.has(key));
  return kept.every((key, at) => key === now[at]);
};
