/** The list with one item at another place; both are 0-based, and a place beyond the ends is the end. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined) return items;
  const place = Math.max(0, Math.min(items.length - 1, to));
  if (place === from) return items;
  const others = items.filter((_, index) => index !== from);
  return [...others.slice(0, place), item, ...others.slice(place)];
}

/**
 * Where a dragged row would be put: the number of other rows whose middle is above the pointer. `middles` are those of all rows from top to bottom as
 * they lay when the drag began, in the unit of `y`; the row at `from` is the dragged one.
 */
export const placeAt = (middles: readonly number[], from: number, y: number): number =>
  middles.filter((middle, index) => index !== from && middle < y).length;

/** Where a key takes a row from its place; null for keys that do nothing here. */
export function placeByKey(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'ArrowDown':
      return Math.min(count - 1, from + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Do both name the same ids in the same order? */
export const sameOrder = (a: readonly { readonly id: string }[], b: readonly { readonly id: string }[]): boolean =>
  a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);
