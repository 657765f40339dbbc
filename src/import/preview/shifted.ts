/** Counts by how much rows lie beside entries of the same note and length. */
export interface Shifts {
  /** ms from an entry to the row that is like it; nothing where the same time is there. */
  add(row: { readonly isSame: boolean; readonly shifts: readonly number[] }): void;
  /** The shifts by which the file as a whole seems to be off, ms; empty where it does not. */
  readonly found: ReadonlySet<number>;
}

const QUARTER = 900_000;
/** Whole days apart is how people work. */
const MOST = 23 * 3_600_000;
const HOUR = 3_600_000;

/** Can two zones be so far apart? */
export const isZoneShift = (ms: number): boolean => ms !== 0 && Math.abs(ms) <= MOST && ms % QUARTER === 0;

/**
 * A zone that was said wrongly shifts all rows by the same, or by two amounts an hour apart where one of the zones has summer time. It is taken for that when most
 * of the rows that are not there already are there so shifted, and more of them than are there unshifted.
 */
export const countingShifts = (): Shifts => {
  const counts = new Map<number, number>();
  let [rows, same] = [0, 0];
  return {
    add({ isSame, shifts }) {
      rows += 1;
      if (isSame) same += 1;
      else for (const shift of new Set(shifts)) counts.set(shift, (counts.get(shift) ?? 0) + 1);
    },
    get found() {
      const [best] = [...counts.keys()]
        .map((shift) => {
          const beside = [shift + HOUR, shift - HOUR].filter((other) => counts.has(other));
          const second = beside.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0];
          const count = (counts.get(shift) ?? 0) + (second === undefined ? 0 : (counts.get(second) ?? 0));
          return { shifts: second === undefined ? [shift] : [shift, second], count };
        })
        .toSorted((a, b) => b.count - a.count);
      const fresh = rows - same;
      return best !== undefined && best.count * 2 > fresh && best.count > same ? new Set(best.shifts) : NONE;
    },
  };
};

const NONE: ReadonlySet<number> = new Set();
