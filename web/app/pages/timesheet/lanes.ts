import { toAxis, type Axis } from './axis.js';

/** What is shown as a block: [start, end) in ms. */
export interface Timed {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** A block of a day: what of an entry lies in it. */
export interface Block<Item extends Timed> {
  readonly item: Item;
  /** Minutes from the top. */
  readonly top: number;
  readonly height: number;
  /** Blocks at the same time stand side by side: which one this is, and of how many. */
  readonly lane: number;
  readonly lanes: number;
  /** Whether the entry begins, and ends, in this day. */
  readonly begins: boolean;
  readonly ends: boolean;
}

/** So high a block is at least, in minutes, to be seen and hit. */
const MIN_HEIGHT = 15;

/** The blocks of each day, in the order in which they begin. An entry over midnight has one in each of its days. */
export const blocksOf = <Item extends Timed>(axis: Axis, items: readonly Item[]): readonly (readonly Block<Item>[])[] =>
  axis.columns.map((column) => {
    const blocks = items
      .filter(({ start, end }) => start < column.end && (end > column.start || (start === end && start >= column.start)))
      .map((item) => {
        const top = toAxis(column, Math.max(item.start, column.start));
        const bottom = toAxis(column, Math.min(item.end, column.end), 'end');
        const height = Math.max(MIN_HEIGHT, bottom - top);
        return {
          item,
          top: Math.min(top, axis.length - height),
          height,
          begins: item.start >= column.start,
          ends: item.end <= column.end,
        };
      })
      .sort((a, b) => a.top - b.top || b.height - a.height);
    return inLanes(blocks);
  });

/** Puts what overlaps side by side: each block into the first lane that is free, all of a cluster as wide as its lanes allow. */
const inLanes = <Each extends { readonly top: number; readonly height: number }>(
  blocks: readonly Each[],
): (Each & { readonly lane: number; readonly lanes: number })[] => {
  const placed: (Each & { lane: number; lanes: number })[] = [];
  let cluster: (Each & { lane: number; lanes: number })[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const each of cluster) each.lanes = ends.length;
    cluster = [];
    ends = [];
  };
  for (const block of blocks) {
    if (ends.every((end) => end <= block.top)) close();
    const free = ends.findIndex((end) => end <= block.top);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = block.top + block.height;
    const entry = { ...block, lane, lanes: 1 };
    cluster.push(entry);
    placed.push(entry);
  }
  close();
  return placed;
};
