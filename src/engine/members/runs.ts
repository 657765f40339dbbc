import type { ChangeRecord } from '../journal/record.js';

/**
 * One member's changes in the order they were made. Of decided ones their versions tell, whatever the clocks of their processes said;
 * undecided ones come in between by when they were taken.
 */
export const inOrder = (records: readonly ChangeRecord[]): ChangeRecord[] => {
  const decided = records.filter(({ commit }) => commit !== null).sort((a, b) => version(a) - version(b) || byTime(a, b));
  const undecided = records.filter(({ commit }) => commit === null).sort(byTime);
  const all: ChangeRecord[] = [];
  for (const record of decided) {
    for (let next = undecided[0]; next && byTime(next, record) < 0; next = undecided[0]) {
      all.push(next);
      undecided.shift();
    }
    all.push(record);
  }
  return [...all, ...undecided];
};

const version = ({ commit }: ChangeRecord): number => commit?.expectedVersion ?? 0;
const byTime = (a: ChangeRecord, b: ChangeRecord): number => a.takenAt - b.takenAt || a.takenSeq - b.takenSeq;

/**
 * Cuts a member's changes (in order) where one was not made upon the one before it. Redis keeps a prefix of its history, whatever it loses:
 * when it knows the last change of a run it knows the whole run. Between runs nothing follows: another process may have gone on from a
 * state that had lost some. A change names the few requests that came before it.
 */
export const runsOf = (records: readonly ChangeRecord[]): readonly (readonly ChangeRecord[])[] => {
  const runs: ChangeRecord[][] = [];
  for (const record of records) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before?.commit && record.commit?.next.seen.ids.includes(before.requestId)) run.push(record);
    else runs.push([record]);
  }
  return runs;
};

/** Of changes nobody knows the outcome of, those that are stored all the same: a stored change was made upon them. */
export const storedWith = (stored: readonly ChangeRecord[], open: readonly ChangeRecord[]): readonly ChangeRecord[] => {
  if (stored.length === 0 || open.length === 0) return [];
  const isStored = new Set(stored);
  const decided = inOrder([...stored, ...open].filter(({ commit }) => commit !== null));
  return runsOf(decided).flatMap((run) =>
    run.slice(0, run.findLastIndex((each) => isStored.has(each)) + 1).filter((each) => !isStored.has(each)),
  );
};
