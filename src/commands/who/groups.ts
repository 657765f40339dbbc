import type { CategoryId } from '../../domain/ids.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { OnClock } from '../../engine/store.js';

export interface Group {
  readonly category: CategoryId;
  /** In the order in which they were given. */
  readonly rows: readonly OnClock[];
}

/** Those on the clock by category: in the order of the space's categories, archived ones behind them, unknown ones last. */
export const byCategory = (rows: readonly OnClock[], { categories }: Pick<SpaceConfig, 'categories'>): readonly Group[] => {
  const groups = new Map<CategoryId, OnClock[]>();
  for (const row of rows) {
    const { category } = row.session;
    const group = groups.get(category);
    if (group === undefined) groups.set(category, [row]);
    else group.push(row);
  }
  const inOrder = categories.toSorted((a, b) => Number(a.archived) - Number(b.archived) || a.order - b.order);
  const places = new Map(inOrder.map(({ id }, place) => [id, place]));
  const placeOf = (id: CategoryId): number => places.get(id) ?? places.size;
  return [...groups]
    .map(([category, group]): Group => ({ category, rows: group }))
    .sort((a, b) => placeOf(a.category) - placeOf(b.category) || (a.category < b.category ? -1 : 1));
};
