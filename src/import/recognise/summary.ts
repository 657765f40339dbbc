import { LABEL_FIELDS, type LabelField, type Listed, type RowProblem } from '../api.js';
import { listing } from '../listing.js';
import type { SourceRow } from './source-row.js';

export interface Use {
  readonly name: string;
  readonly rows: number;
  readonly ms: number;
}
export interface PersonFound extends Use {
  /** An id of Discord, in files of our own. */
  readonly userId: string | null;
}

/** What all rows of a file come to. */
export interface Summary {
  readonly rows: number;
  /** Time that would count, ms. */
  readonly ms: number;
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly problems: Listed<RowProblem>;
  /** Most time first. Rows without a label of the field are under the empty one. */
  readonly labels: Readonly<Partial<Record<LabelField, readonly Use[]>>>;
  /** Most time first; without those that name nobody. */
  readonly people: readonly PersonFound[];
  /** Rows that name nobody. */
  readonly unnamed: number;
  /** Rows with a day and a length only. */
  readonly untimed: number;
}

/** Names of one kind that are counted apart; a column in which every row says something else is no label. */
const NAMES_MAX = 2_000;

interface Counted {
  rows: number;
  ms: number;
  userId: string | null;
}

/** Adds up rows as they come. */
export const summing = () => {
  const problems = listing<RowProblem>();
  const labels = new Map<LabelField, Map<string, Counted>>(LABEL_FIELDS.map((field) => [field, new Map<string, Counted>()]));
  const people = new Map<string, Counted>();
  let [rows, all, unnamed, untimed] = [0, 0, 0, 0];
  let [from, to] = [Infinity, -Infinity];

  const count = (names: Map<string, Counted>, name: string, ms: number, userId: string | null = null): void => {
    const known = names.get(name);
    if (known !== undefined) {
      known.rows += 1;
      known.ms += ms;
    } else if (names.size < NAMES_MAX) names.set(name, { rows: 1, ms, userId });
  };

  return {
    problem: (problem: RowProblem): void => problems.add(problem),
    add: ({ when, labels: own, person, userId, pauses, overrideMs }: SourceRow): void => {
      rows += 1;
      let ms = 0;
      if (when.kind === 'day') {
        untimed += 1;
        ms = when.lengthMs;
      } else {
        from = Math.min(from, when.startedAt);
        to = Math.max(to, when.kind === 'entry' ? when.endedAt : when.startedAt);
        if (when.kind === 'entry')
          ms = overrideMs ?? when.endedAt - when.startedAt - pauses.reduce((sum, { start, end }) => sum + end - start, 0);
      }
      all += ms;
      for (const field of LABEL_FIELDS) {
        const names = labels.get(field);
        if (names === undefined) continue;
        const [first = '', ...more] = own[field] ?? [];
        count(names, first, ms);
        for (const name of more) count(names, name, ms);
      }
      if (person === '') unnamed += 1;
      else count(people, person, ms, userId);
    },
    total: (): Summary => ({
      rows,
      ms: all,
      span: from === Infinity ? null : { from, to },
      problems: problems.listed,
      labels: Object.fromEntries(
        [...labels]
          .filter(([, names]) => [...names.keys()].some((name) => name !== ''))
          .map(([field, names]) => [field, usesOf(names)]),
      ),
      people: usesOf(people),
      unnamed,
      untimed,
    }),
  };
};

const usesOf = (names: ReadonlyMap<string, Counted>): readonly PersonFound[] =>
  [...names].map(([name, counted]) => ({ name, ...counted })).toSorted((a, b) => b.ms - a.ms || (a.name < b.name ? -1 : 1));
