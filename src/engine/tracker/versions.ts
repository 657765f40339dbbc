import type { SpaceId, UserId } from '../../domain/ids.js';
import { memberKey } from '../member-key.js';
import { Recent } from '../../domain/recent.js';

interface Member {
  readonly space: SpaceId;
  readonly user: UserId;
}

const KEPT = 50_000;

/** Which version of a member the store had confirmed to this process: a lower one means that it lost history. */
export class Versions {
  private readonly known = new Recent<number>(KEPT);

  confirm({ space, user }: Member, version: number): void {
    const key = memberKey(space, user);
    this.known.set(key, Math.max(version, this.known.get(key) ?? 0));
  }

  isBehind({ space, user }: Member, version: number): boolean {
    return version < (this.known.get(memberKey(space, user)) ?? 0);
  }

  /** What was confirmed is gone for good; what the store has now counts. */
  forget({ space, user }: Member): void {
    this.known.delete(memberKey(space, user));
  }
}
