import type { UserId } from '../../../src/domain/ids.js';
import type { LedgerRow } from '../../../src/engine/ledger/kinds/index.js';
import { differsIn, type Picture } from './picture.js';

type EntryRow = Extract<LedgerRow, { kind: 'entry' }>;

/** A change of one's own, and what was before it; null where several things happened at once, so that nobody has seen it. */
interface Step {
  readonly before: Picture | null;
}

/**
 * What each undo has to come back to: the picture before the change that it takes back. A member's own changes lie upon each other here; a change by
 * somebody else hides what lies below, since an undo does not take that back.
 */
export class Undoing {
  #steps: Step[] = [];
  /** Undos that were held against a picture so far. */
  compared = 0;

  /** What happened to a member between two pictures: rows of the ledger, oldest first. Answers what an undo did not restore. */
  hear(user: UserId, rows: readonly EntryRow[], before: Picture, after: Picture): readonly string[] {
    const groups = groupsOf(rows);
    const problems: string[] = [];
    for (const [at, group] of groups.entries()) {
      const [first] = group;
      if (first === undefined) continue;
      if (first.actor !== user || first.source === 'recount') {
        this.#steps = [];
        continue;
      }
      const seen = at === 0 ? before : null;
      if (first.event !== 'undone') {
        this.#steps.push({ before: seen });
        continue;
      }
      const taken = this.#steps.pop();
      if (taken?.before === null || taken === undefined || at !== groups.length - 1) continue;
      this.compared += 1;
      problems.push(...differsIn(taken.before, after).map((difference) => `undo did not restore: ${difference}`));
    }
    return problems;
  }
}

/** Rows of one request together; what the bot adds to keep entries apart belongs to the change before it. */
const groupsOf = (rows: readonly EntryRow[]): readonly (readonly EntryRow[])[] => {
  const groups: EntryRow[][] = [];
  for (const row of rows) {
    const current = groups.at(-1);
    const belongs = current !== undefined && (current[0]?.requestId === row.requestId || row.source === 'overlap');
    if (belongs) current.push(row);
    else groups.push([row]);
  }
  return groups;
};
