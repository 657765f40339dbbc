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
 * Changes that the store may have and the journal has not, since it failed in that moment. Nobody was told that they are recorded; but what is
 * made upon them is, and could not be put back without them if the store lost both.
 */
export class Owed {
  private readonly debts = new LRUCache<string, readonly Debt[]>({ max: 1_000 });

  add(ask: Ask, commit: Commit): void {
    const key = memberKey(ask.space, ask.user);
    this.debts.set(key, [...(this.debts.peek(key) ?? []), { ask, commit }]);
  }

  /** Journals what `state`, the store's, shows of them: ahead of whatever is appended next, which is on the disk only when they are. */
  pay(journal: Journal, { space, user }: Ask, state: MemberState): void {
    if (this.debts.size === 0) return;
    const key = memberKey(space, user);
    const debts = this.debts.peek(key) ?? [];
    this.debts.delete(key);
    for (const debt of debts) {
      // Others are not there, or so long ago that more was made upon them since.
      if (!state.seen.ids.includes(debt.commit.requestId)) continue;
      const { record, durable } = journal.append({ ...debt.ask, commit: debt.commit });
      durable.then(
        () => journal.applies(record.seq),
        () => this.add(debt.ask, debt.commit),
      );
    }
  }
}
