import { GROUP_AT_LEAST } from '../../domain/group.js';

/** What several people did together. */
export interface Group {
  /** ms */
  readonly ms: number;
  /** Numbers of the people who had a part in it, each once; GROUP_AT_LEAST of them where there are more, since no more are ever asked for. */
  readonly people: readonly number[];
}

const isSmall = ({ people }: Group): boolean => people.length < GROUP_AT_LEAST;

/** Groups as one. */
export const together = (groups: readonly Group[]): Group => {
  const people = new Set<number>();
  for (const group of groups) {
    for (const person of group.people) if (people.size < GROUP_AT_LEAST) people.add(person);
  }
  return { ms: groups.reduce((sum, { ms }) => sum + ms, 0), people: [...people] };
};

/** The group that costs the reader least when it is hidden too. */
const smallest = (line: readonly Group[], shown: readonly boolean[]): number => {
  let best = -1;
  line.forEach((group, at) => {
    if (shown[at] !== true) return;
    const other = line[best];
    const isLess =
      other === undefined ||
      group.people.length < other.people.length ||
      (group.people.length === other.people.length && group.ms < other.ms);
    if (isLess) best = at;
  });
  return best;
};

/**
 * Which groups of a line may be shown beside its sum, beginning with those that `shown` allows. Sum and figures that are shown tell what the hidden ones come to
 * together; so these have to be of nobody or of GROUP_AT_LEAST people, and until they are, the smallest of the others is hidden as well.
 */
const shownOf = (line: readonly Group[], shown: readonly boolean[]): readonly boolean[] => {
  const left = line.map((group, at) => shown[at] === true && !isSmall(group));
  for (;;) {
    const hidden = together(line.filter((_, at) => left[at] !== true)).people.length;
    const next = smallest(line, left);
    if (hidden === 0 || hidden >= GROUP_AT_LEAST || next === -1) return left;
    left[next] = false;
  }
};

/** Which groups of a line may be shown beside the sum of all of them, as long as that is of GROUP_AT_LEAST people itself. */
export const shownInLine = (line: readonly Group[]): readonly boolean[] =>
  shownOf(
    line,
    line.map(() => true),
  );

/**
 * The same for a table beside the sums of its rows and of its columns. Groups of nobody are hidden as well: a reader who knew which cells are empty could tell what a
 * hidden one beside them holds.
 * @param allowed false where something else says already that a cell is not shown; of the same shape
 */
export const shownInTable = (
  table: readonly (readonly Group[])[],
  allowed: readonly (readonly boolean[])[] = table.map((row) => row.map(() => true)),
): readonly (readonly boolean[])[] => {
  let shown = allowed;
  for (;;) {
    const byRow = table.map((row, at) => shownOf(row, shown[at] ?? []));
    const columns = transposed(table).map((column, at) =>
      shownOf(
        column,
        byRow.map((row) => row[at] === true),
      ),
    );
    const next = transposed(columns);
    // Each turn hides more or nothing, so this ends.
    if (count(next) === count(shown)) return next;
    shown = next;
  }
};

const transposed = <T>(table: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  (table[0] ?? []).map((_, column) => table.flatMap((row) => row.slice(column, column + 1)));

const count = (shown: readonly (readonly boolean[])[]): number =>
  shown.reduce((sum, row) => sum + row.filter((one) => one).length, 0);
