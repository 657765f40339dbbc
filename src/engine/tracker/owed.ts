import { LRUCache } from 'lru-cache';
import type { MemberState } from '../../domain/session.js';
import type { Journal } from '../journal/journal.js';
import type { Commit } from '../store.js';
import { memberKey } from '../members/member-key.js';
import type { Ask } from '../change/plan.js';

interface Debt {
  readonly ask: Ask;
  readonly commit: Commit;
}

/**
 * Changes that the store may have although the journal failed to take them. Nobody was told that they are recorded. Later changes that were made
 * on top of them are recorded, though, and could not be restored without them if the store lost both.
 */
export class Owed {
  private readonly debts = new LRUCache<string, readonly Debt[]>({ max: 1_000 });

  add(ask: Ask, commit: Commit): void {
    const key = memberKey(ask.space, ask.user);
    this.debts.set(key, [...(this.debts.peek(key) ?? []), { ask, commit }]);
  }

  /** Writes into the journal what `state` (the store's) shows of them, ahead of what is appended next: that is on the disk only when these are. */
  pay(journal: Journal, { space, user }: Ask, state: MemberState): void {
    if (this.debts.size === 0) return;
    const key = memberKey(space, user);
    const debts = this.debts.peek(key) ?? [];
    this.debts.delete(key);
    for (const debt of debts) {
      // The others are not in the state, or they are so old that more changes were made since.
      if (!state.seen.ids.includes(debt.commit.requestId)) continue;
      const { record, durable } = journal.append({ ...debt.ask, commit: debt.commit });
      durable.then(
        () => journal.applies(record.seq),
        () => this.add(debt.ask, debt.commit),
      );
    }
  }
}
