import { Recent } from '../../domain/recent.js';
import { memberKey, type Member } from './member-key.js';

const KEPT = 50_000;

/** Which version of a member the store is known to have had: a lower one means that it lost history. */
export class Versions {
  private readonly ours = new Recent<number>(KEPT);
  private readonly others = new Recent<number>(KEPT);

  /** The store confirmed it to this process. */
  confirm(member: Member, version: number): void {
    raise(this.ours, member, version);
  }

  /** It was there, whoever made it. */
  saw(member: Member, version: number): void {
    raise(this.others, member, version);
  }

  /** The newest known; 0 when none is. */
  newest({ space, user }: Member): number {
    const key = memberKey(space, user);
    return Math.max(this.ours.get(key) ?? 0, this.others.get(key) ?? 0);
  }

  isBehind(member: Member, version: number): boolean {
    return version < this.newest(member);
  }

  /** What was confirmed to this process is dealt with. */
  forgetOurs({ space, user }: Member): void {
    this.ours.delete(memberKey(space, user));
  }

  /** What was there is gone for good; what the store has now counts. */
  forget(member: Member): void {
    this.forgetOurs(member);
    this.others.delete(memberKey(member.space, member.user));
  }
}

const raise = (known: Recent<number>, { space, user }: Member, version: number): void => {
  const key = memberKey(space, user);
  known.set(key, Math.max(version, known.get(key) ?? 0));
};
