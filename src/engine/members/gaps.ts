import { Recent } from '../../domain/recent.js';
import { memberKey, type Member } from './member-key.js';

interface Gap {
  /** What the store had when it was looked at last. */
  readonly version: number;
  /** When it came to that, ms of the journal's time. */
  readonly since: number;
}

const KEPT = 10_000;
/** Everybody has said by now that they brought back what they had (roll-call.ts): this is for one who did not know. */
const PATIENCE_MS = 5_000;

/**
 * Members of whom the store lacks changes that are not in our journal. They lie in that of another process, which brings them as soon as it is
 * back; what is put on top before that would take their place. So everything of such a member waits, until the store has not moved for a while:
 * then nobody comes.
 */
export class Gaps {
  readonly #now: () => number;
  readonly #open = new Recent<Gap>(KEPT);
  #linkedAt = 0;

  /** @param now ms of a clock that is never set back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Is it known that this member's changes are missing? */
  has({ space, user }: Member): boolean {
    return this.#open.get(memberKey(space, user)) !== undefined;
  }

  /** The store stands at `version`, and lacks what came after: is it worth waiting? */
  waits({ space, user }: Member, version: number): boolean {
    const key = memberKey(space, user);
    const gap = this.#open.get(key);
    if (gap?.version === version) return this.#now() - Math.max(gap.since, this.#linkedAt) < PATIENCE_MS;
    this.#open.set(key, { version, since: this.#now() });
    return true;
  }

  /** Nobody could bring anything before: everybody has their time anew. */
  linked(): void {
    this.#linkedAt = this.#now();
  }

  /** Nothing is missing any more, or nobody waits for it. */
  close({ space, user }: Member): void {
    this.#open.delete(memberKey(space, user));
  }
}
