import type { Notices } from '../../src/commands/deps.js';
import type { SpaceId, UserId } from '../../src/domain/ids.js';
import type { Unapplied } from '../../src/engine/api.js';
import type { UnappliedSink } from '../../src/engine/parts.js';

/** Notices in memory, kept until they are told. */
export class MemoryNotices implements Notices, UnappliedSink {
  waiting: Unapplied[] = [];

  put(unapplied: Unapplied): Promise<void> {
    this.waiting.push(unapplied);
    return Promise.resolve();
  }
  pending(space: SpaceId, user: UserId): Promise<readonly Unapplied[]> {
    return Promise.resolve(this.waiting.filter((one) => one.space === space && one.user === user));
  }
  told(_space: SpaceId, _user: UserId, notices: readonly Unapplied[]): Promise<void> {
    this.waiting = this.waiting.filter((one) => !notices.includes(one));
    return Promise.resolve();
  }
}
